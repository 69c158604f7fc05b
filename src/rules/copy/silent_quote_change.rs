//! `copy/silent-quote-change`: what somebody is quoted as saying is not what was published, and no correction says so.

use super::versions::{Stretch, Version, pairs};
use crate::{
    article::{Article, Quotation},
    diagnostic::Diagnostic,
    gazetteer::{Gazetteer, table::hash},
    lexicon::{Lexicon, fold},
    rule::Rule,
    rules::{Announcement, Context, announcements, excerpt},
    span::Span,
};

/// How many words of the earlier version a message shows.
const SHOWN: usize = 10;

/// What to do about words that changed.
const WORDS: &str = "Check the recording. If the new words are right, add a correction that says what stood there; if not, \
                     put the old ones back.";

/// Flags what changed in the quotations, their speakers, the hedges and the reasons for anonymity of an article that was
/// published, where no new note tells readers of it.
pub(super) fn check(context: &Context, rule: &Rule, earlier: &Article) -> Vec<Diagnostic> {
    let article = context.article;
    let published = earlier.meta.published.unwrap_or(context.settings.published);
    if !published || is_corrected(article, earlier, context.lexicon) {
        return Vec::new();
    }
    let (then, now) = (Version::new(earlier, article), Version::new(article, earlier));
    let mut found = quotations(context, rule, &then, &now);
    found.extend(sentences(context, rule, &then, &now));
    found
}

/// Whether a note on what was changed stands in an article that did not stand in the earlier one.
fn is_corrected(article: &Article, earlier: &Article, lexicon: &Lexicon) -> bool {
    let before: Vec<String> = notes(earlier, lexicon).collect();
    notes(article, lexicon).any(|note| !before.contains(&note))
}

fn notes<'a>(article: &'a Article, lexicon: &'a Lexicon) -> impl Iterator<Item = String> + 'a {
    let texts = article.blocks.iter().map(|block| fold(article.slice(block.span)));
    texts.filter(|text| {
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let opens = lexicon
            .entries("copy.correction")
            .any(|head| text.strip_prefix(head).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
        opens || lexicon.entries("copy.amended").any(|words| text.contains(words))
    })
}

fn quotations(context: &Context, rule: &Rule, then: &Version, now: &Version) -> Vec<Diagnostic> {
    let (old, new) = (then.quotations(), now.quotations());
    let of = |list: &[(usize, Stretch)]| list.iter().map(|(_, words)| words.whole()).collect::<Vec<_>>();
    let mut found = Vec::new();
    for (a, b) in pairs(&of(&old), &of(&new)) {
        let (Some((a, was)), Some((b, is))) = (old.get(a), new.get(b)) else { continue };
        let (Some(quoted_then), Some(quoted)) = (then.article.quotations.get(*a), now.article.quotations.get(*b))
        else {
            continue;
        };
        if was.whole() != is.whole() && !is_slip(was, is, context.gazetteer) {
            let whose = match speaker(now.article, quoted) {
                Some((name, _)) => format!("the words of {name}"),
                None => "a quotation".to_owned(),
            };
            let change = Change::between(then.article, was, now.article, is);
            let message = format!("After publication, {} in {whose}, and no correction says so", change.said());
            found.push(context.finding(rule, change.place, message).with_help(WORDS));
        }
        if let Some((was, is)) = speaker(then.article, quoted_then).zip(speaker(now.article, quoted))
            && are_others(was, is)
        {
            let message = format!(
                "These words were given to “{}” when this was published, and are now given to “{}”; no correction says so",
                was.0, is.0
            );
            let help =
                "Add a correction that names who said it, and who was first said to have; or put the speaker back.";
            found.push(context.finding(rule, quoted.span, message).with_help(help));
        }
    }
    found
}

/// What to call the speaker of a quotation, and whether that is a name; none where it is not sure.
fn speaker<'a>(article: &'a Article, quotation: &Quotation) -> Option<(&'a str, bool)> {
    let speaker = quotation.speaker.filter(|speaker| speaker.confidence >= 0.5)?;
    let source = article.source(speaker.source?)?;
    (source.name.is_some() || source.anonymous).then(|| (source.label(), source.name.is_some()))
}

/// Whether two speakers are surely not one: two names that share no word, or a name and somebody without one.
fn are_others((was, named_then): (&str, bool), (is, named_now): (&str, bool)) -> bool {
    let (was, is) = (fold(was), fold(is));
    let shares = was.split_whitespace().any(|word| is.split_whitespace().any(|other| word == other));
    (named_then || named_now) && !shares
}

/// Whether the two differ by slips alone: words that are none, put right by a letter or two.
fn is_slip(was: &Stretch, is: &Stretch, gazetteer: &Gazetteer) -> bool {
    let words = was.words.iter().zip(&is.words).filter(|(a, b)| a.form != b.form);
    let is_slip = |a: &str, b: &str| {
        !gazetteer.dictionary().is_frequent(hash(a)) && strsim::damerau_levenshtein(a, b) <= 2 && a.len() > 2
    };
    was.words.len() == is.words.len()
        && words.into_iter().all(|(a, b)| !a.form.contains(|c: char| c.is_ascii_digit()) && is_slip(&a.form, &b.form))
}

/// What stood in an earlier version and what stands there now, without the words that both have at either end.
struct Change {
    was: String,
    is: String,
    /// The words that stand there now, or those on either side of what is gone.
    place: Span,
}

impl Change {
    fn between(earlier: &Article, was: &Stretch, article: &Article, is: &Stretch) -> Change {
        let same = |(a, b): &(&super::versions::Word, &super::versions::Word)| a.form == b.form;
        let start = was.words.iter().zip(&is.words).take_while(same).count();
        let rest = was.words.len().min(is.words.len()) - start;
        let end = was.words.iter().rev().zip(is.words.iter().rev()).take(rest).take_while(same).count();
        let place = |stretch: &Stretch, from: usize, to: usize| {
            let words = stretch.words.get(from..to).unwrap_or_default();
            words.first().zip(words.last()).map(|(first, last)| first.span.union(last.span))
        };
        let (gone, fresh) = (place(was, start, was.words.len() - end), place(is, start, is.words.len() - end));
        let shown = |article, place: Option<Span>| {
            place.map(|place| excerpt::first_words(article, place, SHOWN)).unwrap_or_default()
        };
        let beside = place(is, start.saturating_sub(1), (start + 1).min(is.words.len()));
        Change { was: shown(earlier, gone), is: shown(article, fresh), place: fresh.or(beside).unwrap_or(is.span) }
    }

    fn said(&self) -> String {
        match (self.was.as_str(), self.is.as_str()) {
            (was, "") => format!("“{was}” was taken out"),
            ("", is) => format!("“{is}” was put in"),
            (was, is) => format!("“{was}” became “{is}”"),
        }
    }
}

/// What changed in the outlet's own words: hedges that say whose claim it is, and reasons for anonymity.
fn sentences(context: &Context, rule: &Rule, then: &Version, now: &Version) -> Vec<Diagnostic> {
    let (old, new) = (then.sentences(context.lexicon), now.sentences(context.lexicon));
    let announced = |version: &Version| announcements(version.article, context.lexicon);
    let (announced_then, announced_now) = (announced(then), announced(now));
    let of = |list: &[(Span, Stretch)]| list.iter().map(|(_, words)| words.claim()).collect::<Vec<_>>();
    let mut found = Vec::new();
    for (a, b) in pairs(&of(&old), &of(&new)) {
        let (Some((old_span, was)), Some((new_span, is))) = (old.get(a), new.get(b)) else { continue };
        found.extend(hedge(context, rule, (then.article, was), is));
        let within = |list: &[Announcement], span: Span| list.iter().find(|own| span.contains(own.formula)).copied();
        if let (Some(was), Some(is)) = (within(&announced_then, *old_span), within(&announced_now, *new_span)) {
            found.extend(reason(context, rule, (then.article, was), is));
        }
    }
    found
}

/// An “allegedly” that one of two versions of a sentence has and the other does not.
fn hedge(context: &Context, rule: &Rule, (earlier, was): (&Article, &Stretch), is: &Stretch) -> Option<Diagnostic> {
    let article = context.article;
    let hedged = |stretch: &Stretch| stretch.words.iter().position(|word| word.hearsay);
    match (hedged(was), hedged(is)) {
        (Some(at), None) => {
            let word = was.words.get(at).map_or("", |word| earlier.slice(word.span));
            // the word that stood behind it is where it is missed
            let behind = was.words.get(at + 1).or(was.words.last()).map_or("", |word| word.form.as_str());
            let place = is.words.iter().find(|word| word.form == behind).map_or(is.span, |word| word.span);
            let message = format!("“{word}” was taken out after publication, and no correction says so");
            let help = "Say in a correction what has been established since, and by whom; or put it back.";
            Some(context.finding(rule, place, message).with_help(help))
        }
        (None, Some(at)) => {
            let place = is.words.get(at).map_or(is.span, |word| word.span);
            let message = format!("“{}” was put in after publication, and no correction says so", article.slice(place));
            let help = "Readers were told it as a fact. Say in a correction that it was not established.";
            Some(context.finding(rule, place, message).with_help(help))
        }
        _ => None,
    }
}

/// A reason for anonymity that is not there any more, or is another one.
fn reason(
    context: &Context,
    rule: &Rule,
    (earlier, was): (&Article, Announcement),
    is: Announcement,
) -> Option<Diagnostic> {
    let old = was.reason?;
    let shown = excerpt::first_words(earlier, old, SHOWN);
    let message = match is.reason {
        None => {
            format!("The reason for anonymity was taken out after publication, and no correction says so: “{shown}”")
        }
        Some(new) if crate::align::same_words(earlier.slice(old), context.article.slice(new)) => return None,
        Some(_) => {
            format!(
                "The reason for anonymity was changed after publication, and no correction says so; it was “{shown}”"
            )
        }
    };
    let help = "Put it back, or tell readers in a note that it changed.";
    Some(context.finding(rule, is.reason.unwrap_or(is.formula), message).with_help(help))
}
