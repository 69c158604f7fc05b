//! The questions of a model, with the places of their answers among the weights.

use super::packed::PARTS;

/// A question and the names of its answers; several lists where it asks for a combination.
#[derive(Debug)]
pub(in crate::annotate) struct Question {
    /// What it asks.
    pub(in crate::annotate) name: &'static str,
    /// The answers to each of its parts.
    pub(in crate::annotate) answers: &'static [&'static [&'static str]],
}

/// How many questions a model may have.
const MOST: usize = 32;

/// How many weights a model may have.
pub(super) const WEIGHTS: usize = 1 << 13;

/// A list of questions. The compiler works out where the answers to each begin, so that little more than one addition is
/// left to do for an answer.
#[derive(Debug)]
pub(in crate::annotate) struct Questions {
    pub(super) list: &'static [Question],
    /// Where the answers to each question begin among the weights.
    pub(super) offsets: [usize; MOST],
    /// How many answers each part of a question has; one where there is no such part.
    sizes: [[usize; PARTS]; MOST],
    /// How many answers there are in all.
    pub(super) len: usize,
}

impl Questions {
    /// A list of questions; one of too many does not compile.
    pub(in crate::annotate) const fn new(list: &'static [Question]) -> Questions {
        let mut offsets = [0; MOST];
        let mut sizes = [[1; PARTS]; MOST];
        let mut len = 0;
        let mut question = 0;
        while question < list.len() {
            offsets[question] = len;
            let answers = list[question].answers;
            let (mut part, mut size) = (0, 1);
            while part < answers.len() {
                sizes[question][part] = answers[part].len();
                size *= answers[part].len();
                part += 1;
            }
            len += size;
            question += 1;
        }
        assert!(len <= WEIGHTS);
        Questions { list, offsets, sizes, len }
    }

    /// The place of an answer among the weights, given as the place of each of its parts. One past the last is the last.
    ///
    /// Answers that differ in their first part only stand side by side: where the other parts are the same for all
    /// candidates, one addition to the place of the first answer is all that is left to do for each.
    #[inline]
    pub(in crate::annotate) const fn at<const COUNT: usize>(&self, question: usize, parts: [usize; COUNT]) -> usize {
        let (mut part, mut within) = (COUNT, 0);
        while part > 0 {
            part -= 1;
            let size = self.sizes[question][part];
            within = within * size + if parts[part] < size { parts[part] } else { size - 1 };
        }
        self.offsets[question] + within
    }
}

/// Counts put together: each stands for those up to the next.
#[derive(Debug)]
pub(in crate::annotate) struct Buckets([u8; BUCKETED]);

/// From here on all counts are alike.
const BUCKETED: usize = 32;

impl Buckets {
    /// Buckets that begin at these counts, in order; what is below the first falls into it, too.
    pub(in crate::annotate) const fn new(bounds: &[usize]) -> Buckets {
        let mut buckets = [0; BUCKETED];
        let mut bucket = 1;
        while bucket < bounds.len() {
            let mut count = bounds[bucket];
            assert!(count < BUCKETED);
            while count < BUCKETED {
                buckets[count] += 1;
                count += 1;
            }
            bucket += 1;
        }
        Buckets(buckets)
    }

    /// The bucket of a count.
    #[inline]
    pub(in crate::annotate) const fn of(&self, count: usize) -> usize {
        self.0[if count < BUCKETED { count } else { BUCKETED - 1 }] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTIONS: Questions = Questions::new(&[
        Question { name: "side", answers: &[&["before", "after"]] },
        Question { name: "side and size", answers: &[&["before", "after"], &["small", "large", "huge"]] },
        Question { name: "none", answers: &[&["no", "yes"]] },
    ]);

    #[test]
    fn answers_stand_one_after_the_other() {
        let places = [QUESTIONS.at(0, [1]), QUESTIONS.at(1, [0, 0]), QUESTIONS.at(1, [1, 2]), QUESTIONS.at(2, [1])];
        assert_eq!((places, QUESTIONS.len), ([1, 2, 7, 9], 10));
        assert_eq!([[1, 0], [0, 1], [1, 1]].map(|parts| QUESTIONS.at(1, parts)), [3, 4, 5]);
    }

    #[test]
    fn an_answer_past_the_last_counts_as_the_last() {
        assert_eq!([QUESTIONS.at(0, [7]), QUESTIONS.at(1, [0, 9])], [1, 6]);
    }

    #[test]
    fn a_bucket_reaches_to_the_next() {
        const LENGTHS: Buckets = Buckets::new(&[1, 3, 6, 10, 20]);
        assert_eq!(
            [0, 1, 2, 3, 5, 6, 19, 20, 31, 32, 900].map(|count| LENGTHS.of(count)),
            [0, 0, 0, 1, 1, 2, 3, 4, 4, 4, 4]
        );
    }
}
