//! Stages that nobody reaches, and stages that nobody gets out of.

use crate::{check, check_with, checked, fixed, page, reports, reports_of, text};

#[test]
fn a_stage_that_no_arrow_leads_to_is_unreachable() {
    let journey = "
journey j {
  stage a { -> c }
  stage b { -> c }
  stage c { -> end }
}
";
    assert_eq!(
        page(journey),
        "3 no arrows lead from a start to the stage `b`\n\
         2 the nearest stage before it that customers come to\n\
         help: add `-> b` to the stage `a`; or, if customers come in there, write `start a, b` in the journey\n\
         fix: add `-> b` to `a`\n"
    );
    assert_eq!(check(&fixed(journey)), [""; 0]);
}

#[test]
fn one_missing_arrow_is_one_report_whatever_lies_behind_it() {
    // What lies behind is named, and stages that only lead to each other are one finding.
    let behind = "
journey j {
  stage a { -> end }
  stage b { -> c }
  stage c { -> d }
  stage d { -> end }
}
";
    assert_eq!(check(behind), ["3 unreachable-stage: no arrows lead from a start to the stage `b`"]);
    assert!(page(behind).contains("5 nor here: it is reached only from there\n"));
    let in_a_loop = "
journey j {
  stage a { -> end }
  stage b { -> c }
  stage c { -> b; -> d }
  stage d { -> end }
}
";
    assert_eq!(
        check(in_a_loop),
        [
            "3 unreachable-stage: no arrows lead from a start to the stages `b` and `c`: they are reached only from each other"
        ]
    );
    // The arrow that `a` lacks is told with `b`, which it would lead to.
    let bare = "
journey j {
  stage a
  stage b
  stage c
}
";
    assert_eq!(
        check(bare),
        [
            "3 unreachable-stage: no arrows lead from a start to the stage `b`",
            "4 unreachable-stage: no arrows lead from a start to the stage `c`",
        ]
    );
    let bare_end = "8 dead-end-stage: customers who come to the stage `c` can reach neither `end`, `exit` nor another journey";
    assert_eq!(check(&fixed(&fixed(bare))), [bare_end]);
    // Unless that is not said at all.
    let dead = "2 dead-end-stage: customers who come to the stage `a` can reach neither `end`, `exit` nor another journey";
    assert_eq!(check_with(bare, &["--off", "unreachable-stage"]), [dead]);
    let allowed = bare.replace("  stage b", "@allow(unreachable-stage, \"A leaflet leads there\") stage b");
    assert!(check(&allowed).contains(&dead.to_owned()), "{:?}", check(&allowed));
}

#[test]
fn the_arrow_that_is_proposed_starts_where_one_is_missing() {
    let proposed = |journey: &str| page(journey).lines().last().unwrap().to_owned();
    // At a stage that customers do not get away from, before one that is nearer.
    let stuck = "
journey j {
  stage a { -> b; -> c }
  stage b { -> b }
  stage c { -> end }
  stage d { -> end }
}
";
    let both = checked(stuck, &[]);
    assert_eq!(text(&reports_of(&both, "unreachable-stage")["fixes"][0], "title"), "add `-> d` to `b`");
    assert_eq!(
        text(reports_of(&both, "dead-end-stage"), "help"),
        "add an arrow to where they go on, to `end` or to `exit`"
    );
    // Else at one whose shares leave something open.
    let open = "
journey j {
  stage a { -> b 90% }
  stage b { -> end }
  stage c { -> end }
}
";
    let open = checked(open, &[]);
    let report = reports_of(&open, "unreachable-stage");
    assert_eq!(text(&report["fixes"][0], "title"), "add `-> c` to `a`");
    assert_eq!(
        text(&report["also"][0], "message").replace('\u{A0}', " "),
        "10 % of the visits to this stage have no arrow"
    );
    // Where all visits go somewhere, only a person can say how many go there.
    let full = "
journey j {
  stage a { -> b 90%; -> exit }
  stage b { -> end 90%; -> exit }
  stage c { -> end }
}
";
    assert_eq!(proposed(full), "fix: add `-> c 0%` to `b`, to be given its share");
    assert_eq!(check(&fixed(full)), [""; 0]);
    // No stage is written before it, so that customers may come in there.
    let first = "
journey j {
  start b
  stage a { -> b }
  stage b { -> end }
}
";
    assert_eq!(
        page(first),
        "3 no arrows lead from a start to the stage `a`\n\
         help: name `a` in the journey's `start` if customers come in there, or lead an arrow to it\n\
         fix: add `a` to `start`\n"
    );
    assert_eq!(check(&fixed(first)), [""; 0]);
}

#[test]
fn a_stage_is_reached_if_some_audience_comes_there() {
    let head = "
segment x
segment y
persona p { segment x }
journey j {
  for x, y, p
";
    let check = |body: &str| check(&format!("{head}{body}}}\n"));
    assert_eq!(check("  stage a { -> end; only x { -> b } }\n  stage b { -> end }\n"), [""; 0]);
    assert_eq!(check("  stage a { -> b; only x { -> end } }\n  stage b { -> end }\n"), [""; 0]);
    assert_eq!(check("  only x { start b }\n  stage a { -> end }\n  stage b { -> end }\n"), [""; 0]);
    assert_eq!(check("  start a 80%, b 20%\n  stage a { -> end }\n  stage b { -> end }\n"), [""; 0]);
    // The stage is there for `x`, and so for the persona of that segment, which goes without saying.
    assert_eq!(
        check("  stage a { -> end }\n  only x { stage offer { -> end } }\n"),
        ["7 unreachable-stage: for `x`, no arrows lead from a start to the stage `offer`"]
    );
}

#[test]
fn a_stage_without_a_way_on_is_a_dead_end() {
    let journey = |stages: &str| format!("journey j {{\n{stages}}}\n");
    let last = journey("  stage a { -> b }\n  stage b\n");
    assert_eq!(
        page(&last),
        "3 customers who come to the stage `b` can reach neither `end`, `exit` nor another journey\n\
         help: add `-> end`, if the journey is complete here, or `-> exit`, if customers leave\n\
         fix: add `-> end` to `b`\n"
    );
    assert_eq!(check(&fixed(&last)), [""; 0]);
    let middle = journey("  stage a { -> b; -> c }\n  stage b\n  stage c { -> end }\n");
    assert_eq!(
        page(&middle),
        "3 customers who come to the stage `b` can reach neither `end`, `exit` nor another journey\n\
         help: add an arrow to where they go on, such as `-> c`; or `-> end`, if the journey is complete here\n\
         fix: add `-> c` to `b`\n\
         fix: add `-> end` to `b`\n"
    );
    // `a` leads into the dead end, and does not get a report of its own.
    let itself = journey("  stage a { -> b }\n  stage b { -> b }\n");
    assert!(check(&itself)[0].starts_with("3 dead-end-stage: customers who come to the stage `b` can reach"));
    assert_eq!(check(&itself).len(), 1);
    for way in ["-> end", "-> exit", "-> journey k"] {
        let out = format!(
            "{}journey k {{\n  stage z {{ -> end }}\n}}\n",
            journey(&format!("  stage a {{ -> a; {way} }}\n"))
        );
        assert_eq!(check(&out), [""; 0], "{way}");
    }
    // Nobody comes to `c`, which has been said: that nobody gets on from there is not said too.
    let lost = journey("  stage a { -> b }\n  stage b { -> end }\n  stage c { -> c }\n");
    assert_eq!(check(&lost), ["4 unreachable-stage: no arrows lead from a start to the stage `c`"]);
}

#[test]
fn a_loop_that_nobody_leaves_is_one_report() {
    let journey = "
journey j {
  stage a { -> b; -> exit }
  stage b { -> c }
  stage c { -> b; -> d }
  stage d { -> c }
}
";
    assert_eq!(
        page(journey),
        "3 customers who come to the stages `b`, `c` and `d` go round in a loop: they can reach neither `end`, `exit` nor another journey\n\
         4 leads only to `b` and `d`\n\
         5 leads only to `c`\n\
         help: add an arrow to one of them that leads out of the loop, or to `end` or `exit`\n"
    );
    assert_eq!(check(journey).len(), 1);
}

#[test]
fn dead_ends_are_told_of_those_who_get_stuck() {
    let head = "
segment x
segment y
journey j {
  for x, y
";
    let source = |body: &str| format!("{head}{body}  stage b {{ -> end }}\n  stage c {{ -> end }}\n}}\n");
    // Each audience has arrows of its own: nobody gets stuck.
    assert_eq!(check(&source("  stage a { only x { -> b }; only y { -> c } }\n")), [""; 0]);
    let for_some = source("  stage a { only x { -> b; -> c } }\n");
    assert!(check(&for_some)[0].starts_with("5 dead-end-stage: customers who come to the stage `a`"));
    let in_only = source("  stage a { -> b; -> c; only y { -> a } }\n");
    assert!(check(&in_only)[0].starts_with("5 dead-end-stage: for `y`, customers who come to the stage `a`"));
    let fixes = checked(&in_only, &[]);
    assert_eq!(reports(&fixes).next().unwrap()["fixes"].as_array().unwrap().len(), 0);
    let hidden = source("  start a, b, c\n  stage a { -> offer }\n  only x { stage offer { -> end } }\n");
    assert!(page(&hidden).contains("6 this stage is there for others only\n"), "{}", page(&hidden));
}

#[test]
fn arrows_that_a_mistake_may_have_cost_are_not_missed() {
    let mistakes = [
        ("journey j { stage a { -> bb }; stage b { -> end }; stage c }", "unknown-stage"),
        ("journey j { stage a { -> b 5 }; stage b }", "wrong-value"),
        ("journey j { stage a { -> b }; stge b { -> c }; stage c }", "unknown-word"),
        ("journey j { start aa; stage a { -> b }; stage b { -> end } }", "unknown-stage"),
        ("journey j { stage a { -> end }; stage a { -> end } }", "declared-twice"),
        ("journey j { stage a { -> journey k }; stage b }", "unknown-name"),
        ("segment x; journey j { for x; stage a { only y { -> b } }; stage b { -> end } }", "unknown-name"),
        (
            "segment x; segment y; journey j { for x; stage a { -> end; only y { -> b } }; stage b { -> end } }",
            "not-in-for",
        ),
        ("journey j {\n  stage a {\n    -> b\n  stage b {\n    -> end\n  }\n}\n", "unclosed-block"),
    ];
    for (source, mistake) in mistakes {
        let said = check(source);
        assert!(said.len() == 1 && said[0].contains(mistake), "{source}\n{said:?}");
    }
    // Where blocks end is a guess here, so that nothing is offered to be written at the end of one.
    let guessed = checked(
        "
team t {
journey j {
  stage a {
    -> end
  }
  stage b {
    -> end
  }
}
",
        &[],
    );
    assert_eq!(reports_of(&guessed, "unreachable-stage")["fixes"].as_array().map(Vec::len), Some(0));
}

#[test]
fn fixes_are_written_as_the_text_around_them_is() {
    let other = |text: &str| text.replace("  ", "\t").replace('\n', "\r\n");
    let cases = [
        ("journey j {\n  stage a\n}\n", "journey j {\n  stage a {\n    -> end\n  }\n}\n"),
        ("journey j { stage a }\n", "journey j { stage a { -> end } }\n"),
        ("journey j {\n  stage a {}\n}\n", "journey j {\n  stage a { -> end }\n}\n"),
        ("journey j {\n  stage a { }\n}\n", "journey j {\n  stage a { -> end }\n}\n"),
        ("journey j {\n  stage a {\n  }\n}\n", "journey j {\n  stage a {\n    -> end\n  }\n}\n"),
        (
            "journey j {\n  stage a { phase service }\n}\n",
            "journey j {\n  stage a { phase service; -> end }\n}\n",
        ),
        (
            "journey j {\n  stage a { phase service; }\n}\n",
            "journey j {\n  stage a { phase service; -> end }\n}\n",
        ),
        (
            "journey j {\n  stage a { touchpoint t { drop 1% } }\n}\n",
            "journey j {\n  stage a { touchpoint t { drop 1% }; -> end }\n}\n",
        ),
        (
            "journey j {\n    stage a { // first\n\n        phase service // so }\n    }\n}\n",
            "journey j {\n    stage a { // first\n\n        phase service // so }\n        -> end\n    }\n}\n",
        ),
        (
            "journey j {\n  stage a {\n    phase service\n    touchpoint t }\n}\n",
            "journey j {\n  stage a {\n    phase service\n    touchpoint t; -> end }\n}\n",
        ),
        (
            "journey j {\n  stage żółw \"Żółw\" // zielony\n}\n",
            "journey j {\n  stage żółw \"Żółw\" {\n    -> end\n  } // zielony\n}\n",
        ),
        (
            "journey خرید {\n  stage پرداخت {\n    note \"با کارت\"\n  }\n}\n",
            "journey خرید {\n  stage پرداخت {\n    note \"با کارت\"\n    -> end\n  }\n}\n",
        ),
    ];
    for (source, wanted) in cases {
        assert_eq!(fixed(source), wanted);
        assert_eq!(check(wanted), [""; 0], "{wanted}");
        // And with tabs and the line ends of another system.
        assert_eq!(fixed(&other(source)), other(wanted));
    }
}

#[test]
fn journeys_of_ten_thousand_stages_are_looked_at_without_a_pause() {
    let many = |stage: &dyn Fn(usize) -> String| (0..10_000).map(stage).collect::<String>();
    let chain = many(&|n| format!("  stage s{n} {{ -> s{} }}\n", n + 1));
    let whole = format!(
        "
journey j {{
{chain}  stage s10000 {{ -> end }}
}}
"
    );
    assert_eq!(check(&whole), [""; 0]);
    let lost = format!(
        "
journey j {{
  stage a {{ -> end }}
{chain}  stage s10000 {{ -> end }}
}}
"
    );
    assert_eq!(check(&lost), ["3 unreachable-stage: no arrows lead from a start to the stage `s0`"]);
    let stuck = format!(
        "
journey j {{
{chain}  stage s10000 {{ -> s0 }}
}}
"
    );
    assert_eq!(
        check(&stuck),
        [
            "2 dead-end-stage: customers who come to the stages `s0`, `s1`, `s2`, `s3` and 9997 more go round in a loop: they can reach neither `end`, `exit` nor another journey"
        ]
    );
    let bare = format!("journey j {{\n{}}}\n", many(&|n| format!("  stage s{n}\n")));
    assert_eq!(check(&bare).len(), 9_999);
}
