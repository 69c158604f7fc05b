//! How lists and small numbers read in a sentence.

/// Names as a reader runs through them: “A”, “A and B”, “A, B and C”.
pub(crate) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A small number in words: “three”; a larger one in figures.
pub(crate) fn in_words(number: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_they_are_read() {
        assert_eq!(listed(&["Northlight"]), "Northlight");
        assert_eq!(listed(&["Northlight", "The Ledger"]), "Northlight and The Ledger");
        assert_eq!(listed(&["Northlight", "The Ledger", "Corran Herald"]), "Northlight, The Ledger and Corran Herald");
        assert_eq!(listed::<&str>(&[]), "");
    }

    #[test]
    fn numbers_are_in_words_up_to_nine() {
        assert_eq!([0, 1, 9, 10].map(in_words), ["no", "one", "nine", "10"]);
    }
}
