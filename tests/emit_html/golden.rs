//! Pages that are recorded, to be read when they change: `UPDATE=1` writes them down. They stand without their style and
//! script, which are the same in every page.

use journey::emit::html::Frame;
use journey::workspace::Memory;

use crate::texts::NASTY;
use crate::{page_of, pages, support};

fn compare(name: &str, html: &str) {
    let path = support::folder("tests/emit_html/golden").join(name);
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).unwrap();
        std::fs::write(&path, html).unwrap();
        return;
    }
    let recorded = String::from_utf8(support::read(&path)).unwrap();
    for (number, (old, new)) in recorded.lines().zip(html.lines()).enumerate() {
        assert_eq!(old, new, "{name}, line {}: `UPDATE=1` records it anew", number + 1);
    }
    assert_eq!(recorded.len(), html.len(), "{name}");
}

#[test]
fn pages_are_as_recorded() {
    let files = support::files_in(&support::folder("examples/shoes"));
    let texts = files.into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)));
    let shoes = pages(&Memory::new(texts.collect::<Vec<_>>()), Frame::Served);
    for (name, html) in shoes.iter().filter(|(name, _)| name != "running_shoes.html") {
        compare(&format!("shoes/{name}"), html);
    }
    let nasty = pages(&Memory::new([("nasty.journey", NASTY)]), Frame::Served);
    compare("nasty/nasty.html", &nasty[0].1);
}

#[test]
fn a_solution_that_is_named_elsewhere_leads_to_its_own_place() {
    let page = page_of(
        "journey a { stage b { touchpoint c { barrier d { solution e \"One for both\" } } -> f }
         stage f { touchpoint g { barrier h { solved by e } } -> end } }",
    );
    let (_, named) = page.split_once("remedy named").expect("it is named");
    assert!(named[..300].contains("<a href=\"#b/c/e\" dir=\"auto\">One for both</a>"), "{}", &named[..300]);
    let (_, detail) = page.split_once("data-of=\"f/g/h\"").expect("the barrier has details");
    assert!(detail[..600].contains("<a href=\"#b/c/e\"><bdi>One for both</bdi></a>"), "{}", &detail[..600]);
}
