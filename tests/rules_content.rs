//! What the rules about missing statements, unused names and characters that mislead report of a project.

use std::ffi::OsString;

use journey::cli::{Status, World, run};
use journey::rules::{RULES, Rule};
use journey::value::Date;
use journey::workspace::Memory;
use serde_json::Value;

/// The rules that are looked at here; reports of others are left out.
const HERE: [&str; 11] = [
    "missing-owner",
    "missing-touchpoint",
    "missing-channel",
    "missing-success",
    "missing-evidence",
    "unmeasured-touchpoint",
    "unused-declaration",
    "uncovered-audience",
    "hidden-direction",
    "confusable-name",
    "unused-allow",
];

/// The files of `text`: each starts with a line `//- path`; what stands before the first is `example.journey`.
fn files(text: &str) -> Memory {
    let mut files = vec![("example.journey".to_owned(), String::new())];
    for line in text.lines() {
        match line.strip_prefix("//- ") {
            Some(path) => files.push((path.to_owned(), String::new())),
            None => files.last_mut().expect("there is a file").1.push_str(&format!("{line}\n")),
        }
    }
    Memory::new(files.into_iter().filter(|(_, text)| !text.is_empty()))
}

/// What `journey check ARGUMENTS` prints of the files of `text`.
fn said(arguments: &[&str], text: &str) -> String {
    said_of(arguments, &files(text))
}

/// What `journey check ARGUMENTS` prints of `files`, on 22 November 2026.
fn said_of(arguments: &[&str], files: &Memory) -> String {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let arguments = ["journey", "check"].iter().chain(arguments).map(OsString::from);
    let today = Date::read("2026-11-22").expect("a date");
    let mut stdin = std::io::empty();
    let status = run(arguments, &mut World::still(files, &mut stdin, &mut stdout, &mut stderr, today));
    assert!(matches!(status, Status::Fine | Status::Errors), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).expect("output is UTF-8")
}

/// The reports of `journey check`, in JSON.
fn reports(arguments: &[&str], text: &str) -> Vec<Value> {
    let output = said(&[arguments, &["--format", "json"]].concat(), text);
    let output: Value = serde_json::from_str(&output).expect("output is JSON");
    output["reports"].as_array().expect("there are reports").clone()
}

fn place(of: &Value) -> String {
    let path = of["path"].as_str().unwrap_or_default().trim_start_matches("./");
    format!("{path}:{}:{}", of["start"]["line"], of["start"]["column"])
}

/// The reports of `journey check ARGUMENTS`, one line each.
fn check_with(arguments: &[&str], text: &str) -> Vec<String> {
    let is_here = |report: &Value| {
        let code = report["code"].as_str().unwrap_or_default();
        Rule::named(code).is_none() || HERE.contains(&code)
    };
    let line = |report: &Value| {
        let word = |key: &str| report[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}[{}] {}", place(report), word("severity"), word("code"), word("message"))
    };
    reports(arguments, text).iter().filter(|report| is_here(report)).map(line).collect()
}

/// The reports of the whole project, one line each.
fn check(text: &str) -> Vec<String> {
    check_with(&["."], text)
}

/// The one way out of the one report of `code`: the text of the file `example.journey` after it.
fn fixed(code: &str, text: &str) -> String {
    let reports = reports(&["."], text);
    let report = reports.iter().find(|report| report["code"] == code).expect("it is reported");
    let edits = report["fixes"][0]["edits"].as_array().expect("there is a fix").clone();
    let mut fixed = text.to_owned();
    let offset = |at: &Value| {
        let number = |key: &str| at[key].as_u64().expect("a number") as usize;
        let line: usize = text.split_inclusive('\n').take(number("line") - 1).map(str::len).sum();
        let column: usize = text[line..].chars().take(number("column") - 1).map(char::len_utf8).sum();
        line + column
    };
    for edit in edits.iter().rev() {
        let range = offset(&edit["start"])..offset(&edit["end"]);
        fixed.replace_range(range, edit["text"].as_str().expect("a text"));
    }
    fixed
}

/// A project with one stage, which holds `statements`, and which only they can make unwise.
fn stage(statements: &str) -> String {
    format!(
        "team shop\nchannel site\njourney shoes {{\nstage looking {{\nowner shop\ntouchpoint shelf {{ channel site }}\n{statements}\n-> end\n}}\n}}\n"
    )
}

/// A project for `b2b` and `b2c`, with one stage that holds `statements`.
fn for_two(statements: &str) -> String {
    format!(
        "team shop\nchannel site\nsegment b2b\nsegment b2c\npersona mina {{ segment b2c }}\njourney shoes {{\nfor b2b, b2c, mina\n{statements}\n}}\n"
    )
}

/// The examples of a rule's page that are marked `wrong` or `right`.
fn examples(rule: &Rule, mark: &str) -> Vec<String> {
    let (mut found, mut inside) = (Vec::new(), false);
    // Each line of a page starts with the blank behind `///`.
    for line in rule.explanation.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
        match line.strip_prefix("```") {
            Some(fence) => {
                inside = fence == format!("journey {mark}");
                found.extend(inside.then(String::new));
            }
            None if inside => found.last_mut().expect("a fence").push_str(&format!("{line}\n")),
            None => {}
        }
    }
    found
}

#[test]
fn the_examples_of_every_page_are_right() {
    for rule in RULES.iter().filter(|rule| HERE.contains(&rule.name())) {
        let (wrong, right) = (examples(rule, "wrong"), examples(rule, "right"));
        assert!(!wrong.is_empty() && !right.is_empty(), "{}", rule.name());
        for example in wrong {
            let found = reports(&["."], &example);
            let codes: Vec<&str> = found.iter().filter_map(|report| report["code"].as_str()).collect();
            assert_eq!(codes, [rule.name()], "{example}");
        }
        for example in right {
            assert!(said(&["."], &example).starts_with("no problems"), "{}: {example}", rule.name());
        }
    }
}

#[test]
fn a_stage_has_an_owner_and_a_touchpoint() {
    let bare = "team shop\njourney shoes {\nowner shop\nstage looking\n}\n";
    assert_eq!(
        check(bare),
        [
            "example.journey:4:7 warning[missing-owner] nobody answers for the stage `looking`",
            "example.journey:4:7 warning[missing-touchpoint] the stage `looking` has no touchpoint",
        ]
    );
    assert_eq!(check(&stage("")), [""; 0]);
}

#[test]
fn what_only_some_have_is_missing_for_the_others() {
    let some = for_two("stage paying { only b2b { owner shop; touchpoint invoice { channel site } } }");
    assert_eq!(
        check(&some),
        [
            "example.journey:8:7 warning[missing-owner] for `b2c` and `mina`, nobody answers for the stage `paying`",
            "example.journey:8:7 warning[missing-touchpoint] for `b2c` and `mina`, the stage `paying` has no touchpoint",
        ]
    );
    // What is for a segment is for its personas too, so that nobody is left out here.
    let all = "stage paying {
        only b2b { owner shop; touchpoint invoice { channel site } }
        only b2c { owner shop; touchpoint card { channel site } }
    }";
    assert_eq!(check(&for_two(all)), [""; 0]);
    // A stage that is only for some is looked at as they see it.
    let own = "stage looking { owner shop; touchpoint shelf { channel site } }
    only b2b { stage paying { touchpoint invoice } }";
    assert_eq!(
        check(&for_two(own)),
        [
            "example.journey:9:22 warning[missing-owner] nobody answers for the stage `paying`",
            "example.journey:9:42 warning[missing-channel] the touchpoint `invoice` has no channel",
        ]
    );
    assert_eq!(
        check(&for_two("only b2b { stage paying { owner shop; touchpoint invoice { channel site } } }")),
        [""; 0]
    );
}

#[test]
fn many_who_go_without_are_counted() {
    let names: Vec<String> = (1..=6).map(|number| format!("segment s{number}")).collect();
    let text = format!(
        "team shop\nchannel site\n{}\njourney shoes {{\nfor s1, s2, s3, s4, s5, s6\nstage paying {{ owner shop; touchpoint desk {{ only s2 {{ channel site }} }} }}\n}}",
        names.join("\n")
    );
    assert_eq!(
        check(&text),
        [
            "example.journey:11:39 warning[missing-channel] for `s1`, `s3`, `s4` and 2 more, the touchpoint `desk` has no channel"
        ]
    );
}

#[test]
fn what_may_be_misspelt_is_not_missing() {
    for mistake in
        ["ownr shop", "owner shopp", "owner", "owner \"The shop\"", "owner shop web", "owner shop, „web”"]
    {
        let text = format!(
            "team shop\nteam web\nchannel site\njourney shoes {{\nstage looking {{\n{mistake}\ntouchpoint shelf {{ channel site }}\n-> end\n}}\nstage buying {{ owner web; touchpoint till {{ channel site }} }}\n}}\n"
        );
        let found = check(&text);
        assert_eq!(found.len(), 1, "{mistake}: {found:?}");
        assert!(found[0].contains("error"), "{mistake}: {found:?}");
    }
    for mistake in ["chanel site", "channel", "touchpiont desk", "success", "xyz \"site\""] {
        let found =
            check(&stage(&format!("touchpoint desk {{\ncriticality critical\nemotion -2\n{mistake}\n}}")));
        assert_eq!(found.len(), 1, "{mistake}: {found:?}");
        assert!(found[0].contains("error"), "{mistake}: {found:?}");
    }
    // A name that is not found is a channel all the same.
    let found = check(&stage("touchpoint desk { channel sight }"));
    assert_eq!(found, ["example.journey:7:27 error[unknown-name] no channel is called `sight` here"]);
}

#[test]
fn what_matters_says_when_it_succeeds_and_is_measured() {
    let point = |inside: &str| stage(&format!("touchpoint till {{ channel site; {inside} }}"));
    assert_eq!(check(&point("criticality medium")), [""; 0]);
    assert_eq!(
        check(&point("criticality high")),
        [
            "example.journey:7:12 warning[missing-success] nothing says when the touchpoint `till` is a success"
        ]
    );
    assert_eq!(
        check(&point("criticality critical")),
        [
            "example.journey:7:12 warning[missing-success] nothing says when the touchpoint `till` is a success",
            "example.journey:7:12 note[unmeasured-touchpoint] nobody measures the critical touchpoint `till`",
        ]
    );
    let told = reports(&["."], &point("criticality high"));
    assert_eq!(told[0]["also"][0]["message"], "the journey depends on it this much");
    let measured = point("criticality critical; success \"paid\"; measure paid 71%");
    assert_eq!(check(&format!("{measured}metric paid {{ unit percent }}\n")), [""; 0]);
}

#[test]
fn what_matters_to_some_is_looked_at_for_them() {
    let text = for_two(
        "stage paying { owner shop; touchpoint till { channel site; criticality low; only b2b { criticality high } } }",
    );
    assert_eq!(
        check(&text),
        [
            "example.journey:8:39 warning[missing-success] for `b2b`, nothing says when the touchpoint `till` is a success"
        ]
    );
    let text = for_two(
        "stage paying { owner shop; touchpoint till { channel site; criticality high; only b2b { success \"paid\" } } }",
    );
    assert_eq!(
        check(&text),
        [
            "example.journey:8:39 warning[missing-success] for `b2c` and `mina`, nothing says when the touchpoint `till` is a success"
        ]
    );
}

#[test]
fn what_is_bad_needs_evidence() {
    let barrier = |inside: &str| {
        stage(&format!(
            "touchpoint till {{ channel site\nbarrier queue {{ accepted \"so be it\"; {inside} }}\n}}"
        ))
    };
    assert_eq!(
        check(&barrier("severity high")),
        [
            "example.journey:8:9 note[missing-evidence] nothing shows that the barrier `queue` is of high severity"
        ]
    );
    assert_eq!(check(&barrier("severity medium")), [""; 0]);
    assert_eq!(check(&barrier("severity critical; evidence \"seen\"")), [""; 0]);
    assert_eq!(check(&barrier("severity critical; solution more_tills { evidence \"it works\" }")).len(), 1);
    assert_eq!(
        check(&stage("touchpoint till { channel site\nemotion -2 \"Angry\"\n}")),
        [
            "example.journey:8:1 note[missing-evidence] nothing shows that customers feel this bad at the touchpoint `till`"
        ]
    );
    assert_eq!(
        check(&stage("emotion -2")),
        [
            "example.journey:7:1 note[missing-evidence] nothing shows that customers feel this bad in the stage `looking`"
        ]
    );
    for fine in [
        "touchpoint till { channel site; emotion -1 }",
        "touchpoint till { channel site; emotion -2; evidence \"seen\" }",
        "touchpoint till { channel site; emotion -2; barrier queue { accepted \"yes\"; evidence \"seen\" } }",
        "evidence \"seen\"\ntouchpoint till { channel site; emotion -2 }",
        "emotion -2\ntouchpoint till { channel site; evidence \"seen\" }",
        "emotion -2\nbarrier queue { accepted \"yes\"; evidence \"seen\" }",
        "emotion -2\nevidnce \"seen\"",
    ] {
        let found = check(&stage(fine));
        assert!(found.iter().all(|report| !report.contains("missing-evidence")), "{fine}: {found:?}");
    }
}

#[test]
fn one_lack_of_evidence_is_one_report() {
    let severe = "emotion -2\ntouchpoint till { channel site; emotion -2\nbarrier queue { accepted \"yes\"; severity high }\n}";
    assert_eq!(
        check(&stage(severe)),
        [
            "example.journey:9:9 note[missing-evidence] nothing shows that the barrier `queue` is of high severity"
        ]
    );
    assert_eq!(
        check(&stage("emotion -2\ntouchpoint till { channel site\nemotion -2\n}")),
        [
            "example.journey:9:1 note[missing-evidence] nothing shows that customers feel this bad at the touchpoint `till`"
        ]
    );
}

#[test]
fn evidence_for_some_supports_what_they_feel() {
    let text = for_two(
        "stage paying { owner shop; touchpoint till { channel site\nonly b2b { emotion -2 }\nonly b2c { evidence \"seen\" }\n} }",
    );
    assert_eq!(
        check(&text),
        [
            "example.journey:9:12 note[missing-evidence] for `b2b`, nothing shows that customers feel this bad at the touchpoint `till`"
        ]
    );
}

/// A project whose `people.journey` declares what `example.journey` uses.
fn two_files(journey: &str) -> String {
    format!(
        "import \"people.journey\"\n{journey}\n//- people.journey\nteam shop \"The shop\"\nperson ada {{ team shop }}\nchannel site\nsegment b2b\npersona mina {{ segment b2b }}\nmetric paid {{ unit percent }}\nlane jobs\n"
    )
}

const USES_ALL: &str = "journey shoes {
  for mina
  stage looking {
    owner ada
    lane jobs \"When it rains\"
    touchpoint shelf { channel site; measure paid 71% }
    -> end
  }
}";

#[test]
fn what_nothing_names_is_unused() {
    assert_eq!(check(&two_files(USES_ALL)), [""; 0]);
    let bare =
        "channel web\njourney shoes { stage looking { owner shop; touchpoint shelf { channel web } } }";
    assert_eq!(
        check(&two_files(bare)),
        [
            "people.journey:2:8 note[unused-declaration] no file of the project uses the person `ada`",
            "people.journey:3:9 note[unused-declaration] no file of the project uses the channel `site`",
            "people.journey:4:9 warning[uncovered-audience] no journey is for the segment `b2b`, nor for its persona `mina`",
            "people.journey:5:9 note[unused-declaration] no file of the project uses the persona `mina`",
            "people.journey:6:8 note[unused-declaration] no file of the project uses the metric `paid`",
            "people.journey:7:6 note[unused-declaration] no file of the project uses the lane `jobs`",
        ]
    );
    // A team that only a person names is used.
    let text = two_files("journey shoes { stage looking { owner ada; touchpoint shelf { channel site } } }");
    assert!(!check(&text).iter().any(|report| report.contains("the team")));
}

#[test]
fn a_project_without_a_journey_is_left_alone() {
    assert_eq!(check("team shop\nsegment b2b\nlane jobs"), [""; 0]);
}

#[test]
fn one_file_of_a_project_is_checked_with_all_that_use_it() {
    assert_eq!(check_with(&["people.journey"], &two_files(USES_ALL)), [""; 0]);
    // The journey alone does not use everything; what another file uses is used.
    let half = "journey shoes { for b2b; stage looking { owner shop; touchpoint shelf { channel site } } }";
    let rest = "//- other.journey\nimport \"people.journey\"\njourney boots {
for mina\nstage looking {\nowner ada\nlane jobs \"x\"\ntouchpoint shelf { channel site; measure paid 1% }\n}\n}";
    assert_eq!(check_with(&["people.journey"], &format!("{}{rest}", two_files(half))), [""; 0]);
    // A declaration that nothing uses is told in the file that was asked for, and in no other.
    let found = check_with(&["people.journey"], &two_files(half));
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(check_with(&["example.journey"], &two_files(half)), [""; 0]);
}

#[test]
fn a_misspelt_use_is_a_use() {
    let with = |from: &str, to: &str| {
        assert!(USES_ALL.contains(from), "{from}");
        check(&two_files(&USES_ALL.replacen(from, to, 1)))
    };
    for (from, to) in [
        ("owner ada", "owner adda"),
        ("owner ada", "ownr ada"),
        ("owner ada", "xyz ada"),
        ("owner ada", "owner \"ada\""),
        ("owner ada", "owner shop\nowner ada"),
        ("owner ada", "owner shop ada"),
        ("owner ada", "goal \"x\" { owner ada }"),
        ("for mina", "for mena"),
        ("for mina", "fro mina"),
        ("for mina", "for b2b\nfor mina"),
        ("for mina", "for mina mina"),
        ("channel site", "channel sitte"),
        ("channel site", "chnnl site"),
        ("measure paid 71%", "measure paid 71 EUR"),
        ("measure paid 71%", "measure paid"),
        ("lane jobs", "lane job"),
        ("lane jobs \"When it rains\"", "lane jobs"),
        ("lane jobs \"When it rains\"", "lane jobs \"When it rains"),
        ("stage looking {", "stge looking {"),
        ("stage looking {", "xyz looking {"),
        ("stage looking {", "stage looking"),
        ("journey shoes {", "xyz shoes {"),
        ("journey shoes {", "journey {"),
    ] {
        let found = with(from, to);
        assert_eq!(found.len(), 1, "{to}: {found:?}");
        assert!(found[0].contains(" error["), "{to}: {found:?}");
    }
}

#[test]
fn what_a_broken_import_or_file_may_use_is_used() {
    let text = two_files(USES_ALL);
    for import in
        ["import \"poeple.journey\"", "import \"people.journey", "imprt \"people.journey\"", "import"]
    {
        let found = check(&text.replacen("import \"people.journey\"", import, 1));
        assert_eq!(found.len(), 1, "{import}: {found:?}");
    }
    let found = check(&text.replacen("import \"people.journey\"", "", 1));
    assert!(found.iter().all(|report| report.contains("error[not-imported]")), "{found:?}");
}

#[test]
fn what_cannot_be_read_may_use_anything() {
    let people = stage("") + "team ops\nsegment b2b\n";
    let readable = files(&people);
    assert!(said_of(&["."], &readable).contains("no file of the project uses the team `ops`"));
    let files = [("example.journey", people.into_bytes()), ("other.journey", b"team \xFF".to_vec())];
    let said = said_of(&["."], &Memory::new(files));
    assert!(said.ends_with("1 error in 2 files\n"), "{said}");
}

#[test]
fn names_given_twice_are_not_unused_as_well() {
    let text = two_files(USES_ALL) + "team shop\n";
    assert_eq!(
        check(&text),
        ["people.journey:8:6 error[declared-twice] `shop` is declared a second time"; 1]
    );
    let text =
        two_files(&format!("import \"more.journey\"\n{USES_ALL}")) + "//- more.journey\nchannel site\n";
    assert_eq!(check(&text).len(), 1, "{:?}", check(&text));
}

#[test]
fn a_segment_is_covered_by_its_personas() {
    let with = |audience: &str| {
        check(&stage("").replace("journey shoes {", &format!("segment b2b\nsegment b2c\npersona mina {{ segment b2c }}\npersona leo\njourney shoes {{\n{audience}")))
    };
    assert_eq!(with("for b2b, mina, leo"), [""; 0]);
    assert_eq!(with("for b2b, b2c, mina, leo"), [""; 0]);
    assert_eq!(
        with("for b2c, leo, mina"),
        ["example.journey:3:9 warning[uncovered-audience] no journey is for the segment `b2b`"]
    );
    assert_eq!(
        with("for b2b, leo"),
        [
            "example.journey:4:9 warning[uncovered-audience] no journey is for the segment `b2c`, nor for its persona `mina`",
            "example.journey:5:9 note[unused-declaration] no file of the project uses the persona `mina`",
        ]
    );
}

#[test]
fn an_unused_segment_is_told_once() {
    let text = stage("") + "segment b2b\n";
    let place = "example.journey:11:9";
    assert_eq!(
        check(&text),
        [format!("{place} warning[uncovered-audience] no journey is for the segment `b2b`")]
    );
    assert_eq!(
        check_with(&[".", "--off", "uncovered-audience"], &text),
        [format!("{place} note[unused-declaration] no file of the project uses the segment `b2b`")]
    );
    let allowed = text.replace("segment b2b", "@allow(uncovered-audience, \"next year\")\nsegment b2b");
    assert_eq!(check(&allowed), [""; 0]);
}

#[test]
fn whose_journey_it_is_may_be_misspelt() {
    let people = "//- people.journey\nsegment b2b\nsegment b2c\npersona mina { segment b2c }\n";
    let journey = |audience: &str| {
        format!(
            "import \"people.journey\"\n{}{people}",
            stage("").replace("journey shoes {", &format!("journey shoes {{ {audience}"))
        )
    };
    assert_eq!(check(&journey("for b2b, mina")), [""; 0]);
    for mistake in
        ["for b2b, mena", "for b2b; frr mina", "for \"Mina\", b2b", "for b2b mina", "for b2b; for mina"]
    {
        let found = check(&journey(mistake));
        assert_eq!(found.len(), 1, "{mistake}: {found:?}");
        assert!(found[0].contains(" error["), "{mistake}: {found:?}");
    }
    // What an `only` names was most likely meant to be in the `for`.
    let found = check(&journey("for b2b; only b2c { goal \"x\" }"));
    assert!(found.iter().all(|report| !report.contains("uncovered")), "{found:?}");
    for mistake in ["segment b2cc", "segmnt b2c", "xyz b2c", "segment"] {
        let found = check(&journey("for b2b, mina").replace("segment b2c }", &format!("{mistake} }}")));
        assert_eq!(found.len(), 1, "{mistake}: {found:?}");
    }
}

#[test]
fn what_turns_a_text_is_shown_once() {
    assert_eq!(
        check(&stage("note \"Pause for \u{202E}three months\"")),
        [
            "example.journey:7:17 error[hidden-direction] the unseen character U+202E (right-to-left override) stands in this text"
        ]
    );
    let many = "note \"\u{202B}a\u{202C} \u{2067}b\u{2069} \u{2066}c\u{2069}\"";
    assert_eq!(
        check(&stage(many)),
        [
            "example.journey:7:7 error[hidden-direction] U+202B (right-to-left embedding) and 5 more unseen characters stand in this text"
        ]
    );
    assert_eq!(fixed("hidden-direction", &stage(many)), stage("note \"a b c\""));
    let block = "note \"\"\"\n  One \u{2068}line\n  and another\u{2069}\n  \"\"\"";
    assert_eq!(
        check(&stage(block)),
        [
            "example.journey:8:7 error[hidden-direction] U+2068 (first strong isolate) and another unseen character stand in this text"
        ]
    );
    assert_eq!(
        check(&stage("link <https://example.com/\u{202E}gpj>\n// \u{202D}x")),
        [
            "example.journey:7:27 error[hidden-direction] the unseen character U+202E (right-to-left override) stands in this link",
            "example.journey:8:4 error[hidden-direction] the unseen character U+202D (left-to-right override) stands in this comment",
        ]
    );
}

#[test]
fn what_turns_anything_but_a_text_is_a_mistake() {
    for turn in [
        '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}',
        '\u{2069}',
    ] {
        for text in [
            stage("").replace("owner shop", &format!("owner sh{turn}op")),
            stage("").replace("team shop", &format!("{turn}team shop")),
            stage("").replace("-> end", &format!("-> end 5{turn}0%")),
            stage(&format!("note \"open {turn}")),
            format!("{}{turn}", stage("")),
        ] {
            let found = check(&text);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            assert!(found[0].contains(" error["), "{text:?}: {found:?}");
        }
        let found = check(&stage(&format!("note \"{turn}\"")));
        assert!(found.len() == 1 && found[0].contains("hidden-direction"), "{found:?}");
    }
}

#[test]
fn honest_texts_are_left_alone() {
    for honest in [
        "note \"می‌خواهم کفش Nike بخرم، سایز 42\"",
        "note \"Хочу кроссовки “Nike” \u{200E}42\"",
        "note \"Zażółć gęślą jaźń\" // שלום",
        "note \"\\u{2067}سلام\\u{2069}\"",
    ] {
        assert_eq!(check(&stage(honest)), [""; 0], "{honest}");
    }
}

#[test]
fn names_that_look_alike_are_told() {
    let two = |one: &str, other: &str| {
        format!(
            "{}channel {one}\nchannel {other}\njourney x {{ stage y {{ owner shop; touchpoint t {{ channel {one}, {other} }} }} }}\n",
            stage("")
        )
    };
    let says = |one: &str, other: &str, of_other: &str, of_one: &str| {
        let text = said(&["."], &two(one, other));
        assert!(text.contains(of_other) && text.contains(of_one), "{text}");
    };
    assert_eq!(
        check(&two("pay", "рау")),
        [
            "example.journey:12:9 warning[confusable-name] the channel `рау` looks like the channel `pay`, but is not written the same"
        ]
    );
    says("pay", "рау", "`р`, `а` and `у` are Cyrillic here", "`p`, `a` and `y` are Latin here");
    says("cash", "сash", "`с` is Cyrillic here", "`c` is Latin here");
    says("наличные", "нaличныe", "`a` and `e` are Latin here", "`а` and `е` are Cyrillic here");
    // Romanian: a comma below, and a cedilla.
    says("coș", "coş", "written with `ş` (U+015F) here", "written with `ș` (U+0219) here");
    // Persian and Arabic letters, and the joiner between the parts of a Persian word.
    says("کفش", "كفش", "written with `ك` (U+0643) here", "written with `ک` (U+06A9) here");
    says(
        "می\u{200C}خواهم",
        "میخواهم",
        "written without an unseen character here",
        "written with the unseen U+200C here",
    );
    for different in [
        ("łata", "lata"),
        ("мир", "мыр"),
        ("zażółć", "zazolc"),
        ("l1", "ll"),
        ("rn", "m"),
        ("Касса", "касса"),
        ("خرید", "فروش"),
    ] {
        assert_eq!(check(&two(different.0, different.1)), [""; 0], "{different:?}");
    }
    // One name in two spellings of the same letters is one name.
    assert!(check(&two("caf\u{E9}", "cafe\u{301}"))[0].contains("declared-twice"));
}

#[test]
fn names_are_compared_within_their_space() {
    let stages = |names: &[&str]| {
        let stages: Vec<String> = names
            .iter()
            .map(|name| format!("stage {name} {{ owner shop; touchpoint t_{name} {{ channel site }} }}"))
            .collect();
        stages.join("\n")
    };
    let head = "team shop\nchannel site\n";
    // A stage and a channel, and stages of two journeys, are not taken for each other.
    let apart = format!(
        "{head}channel pay\njourney a {{\n{}\n}}\njourney b {{\nstage x {{ owner shop; touchpoint y {{ channel pay }} }}\nstage pay {{ owner shop; touchpoint z {{ channel site }} }}\n}}\n",
        "stage рау { owner shop; touchpoint q { channel site } }"
    );
    assert_eq!(check(&apart), [""; 0]);
    assert_eq!(check(&format!("{head}journey a {{\n{}\n}}\n", stages(&["pay", "рау"]))).len(), 2);
    let troubles = stage(
        "touchpoint till {\nchannel site\nbarrier co { solution а1 }\nopportunity со { solution a1 }\n}",
    );
    assert_eq!(
        check(&troubles),
        [
            "example.journey:10:13 warning[confusable-name] the opportunity `со` looks like the barrier `co`, but is not written the same",
            "example.journey:10:27 warning[confusable-name] the solution `a1` looks like the solution `а1`, but is not written the same",
        ]
    );
    let owners = stage("backstage co { owner а }\nbackstage со")
        + "team a\nperson а\njourney c { owner a }\njourney с\n";
    assert_eq!(
        check(&owners),
        [
            "example.journey:8:11 warning[confusable-name] the backstage process `со` looks like the backstage process `co`, but is not written the same",
            "example.journey:13:8 warning[confusable-name] the person `а` looks like the team `a`, but is not written the same",
            "example.journey:15:9 warning[confusable-name] the journey `с` looks like the journey `c`, but is not written the same",
        ]
    );
}

#[test]
fn of_many_that_look_alike_each_is_told_once() {
    let names = ["l1", "ll", "l\u{406}", "\u{4C0}1", "ll"];
    let lines: Vec<String> = names[..4].iter().map(|name| format!("lane {name}")).collect();
    let uses: Vec<String> = names[..4].iter().map(|name| format!("lane {name} \"x\"")).collect();
    let found = check(&(stage(&uses.join("\n")) + &lines.join("\n") + "\n"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|report| report.contains("looks like the lane `l1`")), "{found:?}");
}

#[test]
fn a_name_that_looks_like_one_of_another_file_is_told_where_one_looks() {
    let text = format!(
        "import \"people.journey\"\n{}//- people.journey\nteam ѕhop\njourney x {{ owner ѕhop }}\n",
        stage("")
    );
    let expected = [
        "example.journey:2:6 warning[confusable-name] the team `shop` looks like the team `ѕhop`, but is not written the same",
    ];
    assert_eq!(check_with(&["example.journey"], &text), expected);
    assert_eq!(check(&text), expected);
}

#[test]
fn an_allow_silences_its_declaration() {
    let bare = "team shop\nchannel site\njourney shoes {\n@allow(missing-owner, \"soon\")\nstage looking { touchpoint shelf { channel site } }\nstage buying { owner shop }\n}\n";
    assert_eq!(
        check(bare),
        ["example.journey:6:7 warning[missing-touchpoint] the stage `buying` has no touchpoint"]
    );
    let around =
        bare.replace("journey shoes", "@allow(missing-touchpoint, \"being written\")\njourney shoes");
    assert_eq!(check(&around), [""; 0]);
    let twice = bare.replace("stage buying", "@allow(missing-touchpoint, \"on their own\")\nstage buying");
    assert_eq!(check(&twice), [""; 0]);
}

#[test]
fn an_allow_of_nothing_is_told() {
    let text = stage("@allow(missing-channel, \"it moves\")\ntouchpoint till { channel site }");
    assert_eq!(
        check(&text),
        ["example.journey:7:1 warning[unused-allow] this `@allow(missing-channel)` silences nothing"]
    );
    assert_eq!(fixed("unused-allow", &text), stage("touchpoint till { channel site }"));
    let further_in = text.replace("@allow", "    @allow").replace("touchpoint till", "\n    touchpoint till");
    assert_eq!(fixed("unused-allow", &further_in), stage("    \n    touchpoint till { channel site }"));
    let same_line = text.replace(")\ntouchpoint", ") touchpoint");
    assert_eq!(fixed("unused-allow", &same_line), stage("touchpoint till { channel site }"));
    assert_eq!(check_with(&[".", "--off", "missing-channel"], &text), [""; 0]);
    // A mistake may be why there is nothing to silence.
    assert_eq!(check(&text.replace("channel site }\n-> end", "chanel site }\n-> end")).len(), 1);
}

#[test]
fn an_allow_ends_after_its_day() {
    let until = |day: &str, inside: &str| {
        check(&stage(&format!(
            "@allow(missing-channel, \"it moves\", until {day})\ntouchpoint till {inside}"
        )))
    };
    assert_eq!(until("2026-11-22", ""), [""; 0]);
    assert_eq!(
        until("2026-11-21", ""),
        [
            "example.journey:7:43 warning[unused-allow] this `@allow(missing-channel)` ended on 2026-11-21",
            "example.journey:8:12 warning[missing-channel] the touchpoint `till` has no channel",
        ]
    );
    assert_eq!(
        until("2026-11-21", "{ channel site }"),
        [
            "example.journey:7:43 warning[unused-allow] this `@allow(missing-channel)` ended on 2026-11-21, and has nothing to silence"
        ]
    );
}

#[test]
fn an_allow_may_be_kept_for_later() {
    let kept = stage(
        "@allow(unused-allow, \"the till comes and goes\")\n@allow(missing-channel, \"it moves\")\ntouchpoint till { channel site }",
    );
    assert_eq!(check(&kept), [""; 0]);
    let idle = stage("@allow(unused-allow, \"the till comes and goes\")\ntouchpoint till { channel site }");
    assert_eq!(
        check(&idle),
        ["example.journey:7:1 warning[unused-allow] this `@allow(unused-allow)` silences nothing"]
    );
}

#[test]
fn an_allow_of_what_another_file_says_is_looked_at_with_that_file() {
    let text = format!(
        "{}//- other.journey\n@allow(confusable-name, \"an old name\")\nteam ѕhop\njourney x {{ owner ѕhop }}\n",
        stage("")
    );
    assert_eq!(check_with(&["other.journey"], &text), [""; 0]);
    let unused =
        "//- people.journey\n@allow(unused-declaration, \"starts in May\")\nteam ops\n//- other.journey\n"
            .to_owned();
    let unused = unused + &stage("");
    assert_eq!(check_with(&["people.journey"], &unused), [""; 0]);
}

#[test]
fn a_misspelt_allow_is_told_once() {
    let text = "team shop\nchannel site\njourney shoes {\n  stage buying {\n    touchpoint till { channel site }\n  }\n  @allow(missing-owner, \"soon\")\n  stage looking {\n    touchpoint shelf { channel site }\n  }\n}\njourney x { stage y { owner shop; touchpoint z { channel site } } }\n";
    assert_eq!(
        check(text),
        ["example.journey:4:9 warning[missing-owner] nobody answers for the stage `buying`"]
    );
    for wrong in [
        "@allow(missing-ownr, \"soon\")",
        "@allow(missing-owner, \"soon)",
        "@allow(missing-owner, soon\")",
        "@allow(missing-owner)",
        "@allow(missing-owner, \"soon\"",
        "@allow missing-owner",
        "@allow(missing-owner, \"\")",
        "@allow(missing-owner, \"soon\", until 2026-02-30)",
        "@alow(missing-owner, \"soon\")",
    ] {
        let found = check(&text.replace("@allow(missing-owner, \"soon\")", wrong));
        assert_eq!(found.len(), 2, "{wrong}: {found:?}");
        assert!(found[1].contains(" error["), "{wrong}: {found:?}");
    }
    let at_the_end = text.replace("z { channel site }", "z { channel site }; @allow(missing-owner)");
    assert_eq!(check(&at_the_end).len(), 2, "{:?}", check(&at_the_end));
}
