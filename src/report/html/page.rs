//! The page around the articles: what it is about, where to find what, and how to read it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Words, limits::NAMED, sheet::Sheets};
use crate::{
    read::own::GENERATOR,
    report::{Run, summary, totals::Totals},
};

const STYLE: &str = include_str!("style.css");
/// Nothing is fetched, run or sent.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Everything before the first article. What it opens, [`foot`] closes.
pub(super) fn head(run: &Run, sheets: &Sheets) -> Markup {
    let totals = Totals::of(run.outcome);
    let title = match (run.outcome.checked(), totals.files) {
        ([article], _) => format!("{totals}: {}", article.text.path()),
        (_, 0) => "nothing was checked".to_owned(),
        (_, files) => format!("{totals}: {files} articles"),
    };
    html! {
        (DOCTYPE) "\n"
        (PreEscaped("<html lang=\"en\">\n"))
        head { "\n"
            meta charset="utf-8"; "\n"
            meta http-equiv="Content-Security-Policy" content=(POLICY); "\n"
            meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
            meta name="color-scheme" content="light dark"; "\n"
            meta name="referrer" content="no-referrer"; "\n"
            meta name="generator" content=(GENERATOR); "\n"
            title { (Words(&title)) " – copydesk" } "\n"
            style { "\n" (PreEscaped(STYLE)) } "\n"
        } "\n"
        (PreEscaped("<body>\n"))
        a.skip href="#main" { "Skip to the findings" } "\n"
        header { "\n"
            h1 { "Copydesk report" } "\n"
            p { (Words(&summary::line(run))) "." } "\n"
        } "\n"
        @if sheets.shown.len() > 1 { (contents(sheets)) "\n" }
        (PreEscaped("<main id=\"main\" tabindex=\"-1\">\n"))
        (unreadable(run))
    }
}

/// Everything after the last article.
pub(super) fn foot() -> Markup {
    html! {
        (PreEscaped("</main>\n"))
        footer { "\n"
            p {
                "An error should not be printed, a warning is worth a look before publishing, an info is for your judgement. "
                "Silence about a quotation does not mean that it is right: only that nothing it was held against has it."
            } "\n"
            p { (env!("CARGO_PKG_NAME")) " " (env!("CARGO_PKG_VERSION")) } "\n"
        } "\n"
        (PreEscaped("</body>\n</html>\n"))
    }
}

fn contents(sheets: &Sheets) -> Markup {
    html! {
        nav aria-labelledby="contents" { "\n"
            h2 id="contents" { "Articles" } "\n"
            ul { "\n"
                @for sheet in &sheets.shown {
                    li { a href={ "#" (sheet.id()) } { (Words(sheet.article.text.path())) } ": " (sheet.totals) } "\n"
                }
            } "\n"
            @if !sheets.left_out.is_empty() {
                p { "There is no room here for " (sheets.left_out.len()) " more; another format has all of them:" } "\n"
                ul { "\n"
                    @for (article, totals) in sheets.left_out.iter().take(NAMED) {
                        li { (Words(article.text.path())) ": " (totals) } "\n"
                    }
                    @if sheets.left_out.len() > NAMED { li { "and " (sheets.left_out.len() - NAMED) " more" } "\n" }
                } "\n"
            }
        }
    }
}

fn unreadable(run: &Run) -> Markup {
    let all = run.unreadable;
    html! {
        @if !all.is_empty() {
            section.unreadable aria-labelledby="unreadable" { "\n"
                h2 id="unreadable" { "Could not be read" } "\n"
                ul { "\n"
                    @for file in all.iter().take(NAMED) { li { code { (Words(&file.path)) } ": " (Words(&file.error)) } "\n" }
                    @if all.len() > NAMED { li { "and " (all.len() - NAMED) " more" } "\n" }
                } "\n"
            } "\n"
        }
    }
}
