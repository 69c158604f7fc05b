//! Word files: what is read of a good one, and a clear outcome for a bad one.

use std::{fs, path::PathBuf, sync::Arc};

use copydesk::{
    article::{Article, BlockKind},
    check::Checker,
    lexicon::Lexicon,
    parse::parse,
    read::{Inputs, read},
    rule::Profile,
    text::Text,
};

use crate::{
    command::shown,
    packed::{Packed, archive, escape, paragraph},
    support::{Failure, Snapshots, articles, desk},
    twins::found,
};

const LEAD: &str =
    "The ferry company said on Tuesday that it would stop all night crossings, for want of crews, until the spring.";
const NEXT: &str =
    "“We have no one left to ask,” said Ana Orme, who runs the pier, the cranes and, since May, the ferries too.";

/// What the desk reads of the bytes of a file, or what it is told.
fn text_of(name: &str, bytes: &[u8]) -> Result<Result<Arc<Text>, String>, Failure> {
    let folder = tempfile::tempdir()?;
    let path: PathBuf = folder.path().join(name);
    fs::write(&path, bytes)?;
    let inputs = Inputs { paths: vec![path], stdin_filename: None, max_size: 1_000_000, captions: false };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let (texts, unreadable) = read(&inputs, &mut std::io::empty(), &mut |_| true, &pool);
    let why = unreadable.into_iter().next().map(|unreadable| unreadable.error).unwrap_or_default();
    Ok(texts.into_iter().next().ok_or(why))
}

fn article(packed: &Packed) -> Result<Article, Failure> {
    let lexicon = Lexicon::built_in().map_err(ToString::to_string)?;
    Ok(parse(text_of("story.docx", &packed.bytes()?)??, lexicon))
}

/// The words of a file, a paragraph each.
fn words(body: &str) -> Result<Vec<String>, Failure> {
    let text = text_of("story.docx", &Packed::new(body).bytes()?)??;
    Ok(text.content().lines().map(str::to_owned).collect())
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words))
}

#[test]
fn words_are_those_that_go_to_print() -> Result<(), Failure> {
    for (body, expected) in [
        // a quotation that editing has cut into runs
        (format!("<w:p>{}{}{}</w:p>", run("“We have"), run(" no one"), run(" left”, she said.")), "“We have no one left”, she said."),
        // tracked changes are accepted
        (
            format!("<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r>{}</w:del></w:p>", run("She "), run("left"), run("stayed")),
            "She left",
        ),
        (format!("<w:p><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>", run("away"), run("here")), "here"),
        // a paragraph whose end was deleted goes on in the next one
        (
            format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>", run("She left "), run("early.")),
            "She left early.",
        ),
        // comments and hidden words
        (
            format!("<w:p><w:commentRangeStart w:id='1'/>{}<w:commentRangeEnd w:id='1'/><w:r><w:commentReference w:id='1'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>!</w:t></w:r></w:p>", run("She left")),
            "She left!",
        ),
        // hyphens, tabs and breaks
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:sym w:font='Symbol' w:char='F0B7'/><w:sym w:char='2013'/></w:r></w:p>".to_owned(),
            "a\tb\u{2028}c-d\u{ad}e –",
        ),
        // links, fields and their results
        (
            format!("<w:p><w:hyperlink r:id='x'>{}</w:hyperlink><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGEREF</w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='DATE'>{}</w:fldSimple></w:p>", run("one "), run("code"), run("two "), run("three")),
            "one two three",
        ),
        // a field without its end does not swallow what follows
        (
            format!("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>{}</w:p><w:p>{}</w:p>", run("code"), run("She left.")),
            "She left.",
        ),
        // a form that nobody has filled in
        (
            format!("<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt><w:sdt><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>", run("Click here"), run("She left.")),
            "She left.",
        ),
        // blanks that are not kept, entities, line ends
        ("<w:p><w:r><w:t> She &amp;\nI&#8217;ll </w:t></w:r></w:p>".to_owned(), "She & I’ll"),
        // what a text box holds comes once, after its paragraph
        (
            format!("<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent><w:p>{0}</w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>{0}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{1}</w:p>", run("In a box"), run("She left.")),
            "She left.|In a box",
        ),
    ] {
        assert_eq!(words(&body)?.join("|"), expected, "{body}");
    }
    Ok(())
}

#[test]
fn styles_tables_and_notes_have_their_roles() -> Result<(), Failure> {
    let styles = "<w:styles xmlns:w><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"de-DE\"/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Haus\"><w:name w:val=\"House title\"/><w:basedOn w:val=\"Titel\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"b1\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Ring\"><w:name w:val=\"Ring\"/><w:basedOn w:val=\"Ring\"/></w:style>\
        <w:style w:type=\"character\" w:styleId=\"Weg\"><w:name w:val=\"Gone\"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let notes = "<w:footnotes xmlns:w><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"1\"><w:p><w:r><w:t>Never cited.</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Minutes of 7 May.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let core = "<cp:coreProperties xmlns:cp=\"x\" xmlns:dc=\"y\"><dc:title>Ferries</dc:title><dc:creator>Ana Orme</dc:creator>\
        <dcterms:created xmlns:dcterms=\"z\">2019-05-07T08:00:00Z</dcterms:created></cp:coreProperties>";
    let cell = |words: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph("", words));
    let english = |words: &str| format!("<w:r><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t>{words}</w:t></w:r>");
    let body = [
        paragraph("", "Draft 3"),
        paragraph("Haus", "Night ferries stop"),
        format!("<w:p>{}<w:r><w:rPr><w:rStyle w:val=\"Weg\"/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", english(LEAD)),
        paragraph("b1", "What comes next"),
        format!("<w:p>{}</w:p>", english(NEXT)),
        format!("<w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr>{}</w:p>", run("more crews")),
        paragraph("Zitat", "It is not safe."),
        paragraph("Ring", NEXT),
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>", cell("Boats"), cell("7"), run(LEAD)),
        format!("<w:tbl><w:tr>{}<w:tc><w:p/></w:tc></w:tr></w:tbl>", cell(LEAD)),
    ]
    .concat();
    let packed = Packed::new(&body)
        .with("word/styles.xml", styles)
        .with("word/footnotes.xml", notes)
        .with("docProps/core.xml", core)
        .with(
            "word/comments.xml",
            "<w:comments xmlns:w><w:comment><w:p><w:r><w:t>No!</w:t></w:r></w:p></w:comment></w:comments>",
        )
        .with("word/header1.xml", "<w:hdr xmlns:w><w:p><w:r><w:t>Page head</w:t></w:r></w:p></w:hdr>");
    let article = article(&packed)?;
    let blocks: Vec<(BlockKind, &str)> =
        article.blocks.iter().map(|block| (block.kind, article.slice(block.span))).collect();
    use BlockKind::{Blockquote, Furniture, Heading, Headline, ListItem, Paragraph};
    let expected = [
        (Furniture, "Draft 3"),
        (Headline, "Night ferries stop"),
        (Paragraph, LEAD),
        (Heading, "What comes next"),
        (Paragraph, NEXT),
        (ListItem, "more crews"),
        (Blockquote, "It is not safe."),
        (Paragraph, NEXT),
        (ListItem, "Boats"),
        (ListItem, "7"),
        (Paragraph, LEAD),
        (Paragraph, LEAD),
        (ListItem, "Minutes of 7 May."),
    ];
    assert_eq!(blocks[1..], expected[1..]);
    assert_eq!(article.meta.byline.as_deref(), Some("Ana Orme"));
    // the day on which a file was made is not that of publication
    assert_eq!(article.meta.date, None);
    assert_eq!(article.meta.language.as_deref(), Some("de-DE"));
    Ok(())
}

#[test]
fn a_hundred_thousand_nested_boxes_are_no_deeper_than_two() -> Result<(), Failure> {
    let deep = 20_000;
    let body = format!(
        "{}{}{}",
        "<w:p><w:r><w:txbxContent>".repeat(deep),
        paragraph("", LEAD),
        "</w:txbxContent></w:r></w:p>".repeat(deep)
    );
    assert_eq!(words(&body)?, [LEAD]);
    let body = format!("{}{}{}", "<w:x>".repeat(100_000), paragraph("", LEAD), "</w:x>".repeat(100_000));
    assert_eq!(words(&body)?, [LEAD]);
    Ok(())
}

#[test]
fn what_is_no_sound_word_file_is_told_in_plain_words() -> Result<(), Failure> {
    let good = Packed::new(&paragraph("", LEAD)).bytes()?;
    let one = |name: &str, xml: &str| Packed::new("").with(name, xml).bytes();
    let zip = |files: &[(&str, &str)]| archive(files.iter().copied());
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let old = |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &wide(name)].concat();
    let bomb = format!("<w:document><w:body><w:p><w:r><w:t>{}", "0".repeat(30_000_000));
    let mut locked = good.clone();
    // the bit that says that a part is encrypted, in both headers of every part
    for (mark, at) in [(b"PK\x03\x04".as_slice(), 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = locked.windows(4).enumerate().filter(|(_, w)| *w == mark).map(|(i, _)| i).collect();
        places.into_iter().for_each(|place| locked[place + at] |= 1);
    }
    let mut damaged = good.clone();
    let begin = damaged.windows(17).position(|w| w == b"word/document.xml").unwrap_or_default() + 17;
    damaged[begin..begin + 40].fill(0xa5);
    let document = "word/document.xml";
    for (bytes, name, expected) in [
        (good[..good.len() / 2].to_vec(), "a.docx", "damaged Word file or Zip archive, perhaps cut short"),
        (damaged, "a.docx", "word/document.xml in it cannot be unpacked"),
        (locked, "a.docx", "protected with a password"),
        (old("EncryptedPackage"), "a.docx", "protected with a password"),
        (old("WordDocument"), "a.doc", "an old Word file (.doc); open it in Word and save it as .docx"),
        (old("WordDocument"), "a.docx", "an old Word file (.doc)"),
        (old("Workbook"), "a.xls", "a file of an old Office program"),
        (b"{\\rtf1\\ansi She left.}".to_vec(), "a.docx", "a Rich Text file (.rtf)"),
        (b"%PDF-1.7".to_vec(), "a.pdf", "a PDF file, not text; save the article as Word (.docx)"),
        (
            zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")])?,
            "a.odt",
            "an OpenDocument text (.odt)",
        ),
        (zip(&[("Index/Document.iwa", "x")])?, "a.pages", "a Pages document (.pages)"),
        (zip(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>")])?, "a.docx", "an Excel workbook"),
        (zip(&[("a.txt", LEAD)])?, "a.zip", "a Zip archive, not an article; unpack it first"),
        (zip(&[("[Content_Types].xml", "<Types/>")])?, "a.docx", "without its text (no word/document.xml in it)"),
        (Packed::new("").bytes()?, "a.docx", "there are no words in it"),
        (
            Packed::new("<w:p/><w:p><w:r><w:t xml:space='preserve'> </w:t></w:r></w:p>").bytes()?,
            "a.docx",
            "there are no words in it",
        ),
        (Packed::new("<w:altChunk/>").bytes()?, "a.docx", "stored in it as another document"),
        (
            one(document, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><w:document>&a;</w:document>")?,
            "a.docx",
            "declares a document type",
        ),
        (one(document, "<w:document>&a;</w:document>")?, "a.docx", "uses entities of its own"),
        (one(document, "<w:document><w:p></w:document>")?, "a.docx", "is no well-formed XML"),
        (one(document, "<w:document><w:p>")?, "a.docx", "ends too early"),
        (one(document, "")?, "a.docx", "there are no words in it"),
        (one(document, &bomb)?, "a.docx", "it was not unpacked: word/document.xml in it is far larger than an article"),
    ] {
        let told = text_of(name, &bytes)?.err().unwrap_or_default();
        assert!(told.contains(expected), "{name}: {told:?} for {expected:?}");
    }
    Ok(())
}

#[test]
fn what_is_only_called_a_word_file_is_read_as_what_it_is() -> Result<(), Failure> {
    let lexicon = Lexicon::built_in().map_err(ToString::to_string)?;
    for (name, content) in [
        ("a.docx", format!("<html><body><h1>Night ferries stop</h1><p>{LEAD}</p>")),
        ("a.doc", format!("<!DOCTYPE html><title>x</title><h1>Night ferries stop</h1><p>{LEAD}</p>")),
        ("a.docx", format!("Night ferries stop\n\n{LEAD}\n")),
    ] {
        let text = text_of(name, content.as_bytes())??;
        assert_eq!(text.encoding(), "utf-8");
        let article = parse(text, lexicon);
        let words: Vec<&str> = article.blocks.iter().map(|block| article.slice(block.span)).collect();
        assert_eq!(words, ["Night ferries stop", LEAD], "{name}");
    }
    // and a Word file by any name is one
    let text = text_of("story.txt", &Packed::new(&paragraph("", LEAD)).bytes()?)??;
    assert_eq!((text.encoding(), text.unit()), ("docx", "paragraph"));
    Ok(())
}

/// An article as a Word file: a paragraph a block in the style of its role, stets above what they are about.
fn twin(desk: &Checker, text: Arc<Text>) -> Result<Arc<Text>, Failure> {
    let articles = desk.articles(vec![text]);
    let Some(article) = articles.first() else { return Err("no article".into()) };
    let mut body = String::new();
    let mut stets: Vec<_> = article.stets.iter().collect();
    for block in &article.blocks {
        // one for the whole article, or about nothing, keeps its place
        let due = |stet: &copydesk::article::Stet| {
            stet.covers == block.raw
                || !article.blocks.iter().any(|b| b.raw == stet.covers) && stet.span.start < block.raw.start
        };
        for stet in stets.extract_if(.., |stet| due(stet)) {
            let words = article.text.slice(stet.span).trim_matches(['<', '!', '-', '>', '[', ']', ' ']);
            body += &paragraph("", &format!("[{words}]"));
        }
        let style = match block.kind {
            BlockKind::Headline => "Title",
            BlockKind::Deck => "Subtitle",
            BlockKind::Heading => "Heading2",
            BlockKind::Blockquote => "Quote",
            BlockKind::Caption => "Caption",
            BlockKind::ListItem => "ListBullet",
            BlockKind::Byline => "Byline",
            _ => "",
        };
        body += &paragraph(style, article.slice(block.span));
    }
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"x\" xmlns:dc=\"y\"><dc:creator>{}</dc:creator><dc:language>{}</dc:language></cp:coreProperties>",
        escape(article.meta.byline.as_deref().unwrap_or_default()),
        article.meta.language.as_deref().unwrap_or("en")
    );
    let stem = article.text.path().split('.').next().unwrap_or_default();
    let name = format!("{stem}-{}.docx", article.meta.date.as_deref().unwrap_or_default());
    let file = text_of(&name, &Packed::new(&body).with("docProps/core.xml", &core).bytes()?)??;
    let document = file.document().cloned().unwrap_or_default();
    Ok(Arc::new(Text::new(name, file.content()).taken_from(document)))
}

#[test]
fn word_files_have_the_findings_of_their_text_twins() -> Result<(), Failure> {
    let desk = desk()?;
    for text in articles()? {
        let word = twin(&desk, text.clone())?;
        for profile in [Profile::Default, Profile::Audit] {
            let (expected, got) =
                (found(&desk, vec![text.clone()], profile)?, found(&desk, vec![word.clone()], profile)?);
            assert!(!expected.is_empty());
            assert_eq!(got, expected, "{} ({})", word.path(), profile.as_str());
        }
    }
    Ok(())
}

#[test]
fn reports_say_that_places_are_paragraphs() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let twice = "The ferry left the the quay on Monday, a city official said on condition of anonymity.";
    let body = [
        paragraph("Title", "Night ferries stop"),
        paragraph("", LEAD),
        paragraph("", "[stet quotation: so on the tape]"),
        paragraph("", NEXT),
        paragraph("", twice),
    ];
    let body = body.concat();
    fs::write(folder.path().join("story.docx"), Packed::new(&body).bytes()?)?;
    fs::write(folder.path().join("empty.docx"), Packed::new("").bytes()?)?;
    fs::write(folder.path().join("other.txt"), format!("Ferries stop\n\n{NEXT}\n\n{}\n", LEAD.replace("night", "")))?;
    let mut snapshots = Snapshots::of("word");
    for (name, line) in [
        ("full", "check story.docx"),
        ("concise", "check story.docx --format concise"),
        ("json", "check story.docx --format json"),
        ("sarif", "check story.docx --format sarif"),
        ("github", "check story.docx --format github"),
        ("gitlab", "check story.docx --format gitlab"),
        ("checkstyle", "check story.docx --format checkstyle"),
        ("junit", "check story.docx --format junit"),
        ("rdjson", "check story.docx --format rdjson"),
        ("markdown", "check story.docx --format markdown"),
        ("csv", "check story.docx --format csv"),
        ("fix", "check story.docx --fix=all --format concise"),
        ("article", "article story.docx"),
        ("article-json", "article story.docx --format json"),
        ("quotes", "quotes story.docx"),
        ("sources", "sources story.docx"),
        ("compare", "compare story.docx other.txt"),
        ("empty", "check story.docx empty.docx --format concise"),
    ] {
        snapshots.compare(name, shown(folder.path(), line, "")?);
    }
    Ok(snapshots.finish()?)
}
