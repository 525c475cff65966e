//! What stages lose, and what explains it.

use crate::{check, checked, fixed, page, reports_of, text};

#[test]
fn what_is_lost_without_a_reason_is_reported_with_what_is_known() {
    let journey = "
journey j {
  stage a {
    touchpoint t { drop 4% }
    touchpoint u { barrier v { drop 5%; solution w } }
    touchpoint low { emotion -2; drop 1% }
    touchpoint high { criticality critical }
    barrier open { solution z }
    -> end 55%
    -> exit
  }
}
";
    let checked = checked(journey, &["--off", "unexplained-low-emotion"]);
    let report = reports_of(&checked, "unexplained-drop-off");
    assert_eq!(
        text(report, "message").replace('\u{A0}', " "),
        "the stage `a` loses 45 % of its visits to `exit`, and its drops explain only 10 %: 35 % leave for no known reason"
    );
    assert_eq!(
        text(report, "help"),
        "look at the barrier `open`, which has no `drop`, and at `low`, where customers feel bad and no barrier says why, \
         and at `high`, which matters much and has no barrier; \
         write down what stands in customers' way as a `barrier` with its `drop`"
    );
    let places: Vec<u64> =
        report["also"].as_array().unwrap().iter().map(|it| it["start"]["line"].as_u64().unwrap()).collect();
    assert_eq!((report["start"]["line"].as_u64(), &places[..]), (Some(9), &[3, 4, 5][..]));
}

#[test]
fn a_loss_is_unexplained_from_a_fifth_on_and_below_a_half() {
    let journey = |exit: &str, drop: &str| {
        check(&format!(
            "
journey j {{
  stage a {{
    barrier b {{ {drop}; accepted \"x\" }}
    -> end
    -> exit {exit}
  }}
}}
"
        ))
    };
    assert_eq!(journey("19.9%", ""), [""; 0]);
    assert_eq!(
        journey("20%", ""),
        [
            "5 unexplained-drop-off: the stage `a` loses 20 % of its visits to `exit`, and no `drop` explains any of it"
        ]
    );
    assert_eq!(journey("20%", "drop 10%"), [""; 0]);
    assert_eq!(journey("20%", "drop 9.9%").len(), 1);
    // Where no arrow has a share nobody knows how many leave.
    assert_eq!(journey("", ""), [""; 0]);
    // A share or a drop that was reported may have been the reason.
    let mistaken = journey("40%", "drop 200%");
    assert!(mistaken.len() == 1 && mistaken[0].starts_with("3 wrong-value"), "{mistaken:?}");
}

#[test]
fn what_only_some_lose_is_said_of_them() {
    let journey = |first: &str, second: &str| {
        check(&format!(
            "
segment x
segment y
persona p {{ segment y }}
journey j {{
  for x, y, p
  stage a {{
    touchpoint t {{ drop 20%; {first} }}
    -> end 70%
    -> exit
    {second}
  }}
}}
"
        ))
    };
    assert_eq!(journey("", ""), [""; 0]);
    assert_eq!(
        journey("only y { drop 3% }", ""),
        [
            "9 unexplained-drop-off: for `y`, the stage `a` loses 30 % of its visits to `exit`, and its drops explain only 3 %: 27 % leave for no known reason"
        ]
    );
    assert_eq!(
        journey("", "only x { -> end 10%; -> exit }"),
        [
            "10 unexplained-drop-off: for `x`, the stage `a` loses 90 % of its visits to `exit`, and its drops explain only 20 %: 70 % leave for no known reason"
        ]
    );
    // What is so for everyone is said once.
    assert_eq!(
        check(
            "
segment x
journey j {
  for x
  stage a {
    touchpoint t { only x { action \"Waits\" } }
    -> end 70%
    -> exit
  }
}
"
        ),
        [
            "7 unexplained-drop-off: the stage `a` loses 30 % of its visits to `exit`, and no `drop` explains any of it"
        ]
    );
}

#[test]
fn barriers_cost_no_more_than_their_touchpoint_loses() {
    let journey = |drop: &str, barriers: &str| {
        format!(
            "
segment x
journey j {{
  for x
  stage a {{
    touchpoint t {{
      {drop}
      {barriers}
    }}
    -> end
    -> exit 60%
  }}
}}
"
        )
    };
    let two = "barrier b { drop 4%; accepted \"x\" }; barrier c { drop 3%; accepted \"x\" }";
    let wrong = journey("drop 5%", two);
    let told = "6 the barriers of the touchpoint `t` cost 7 % of the visits, but only 5 % are lost at it\n\
                7 costs 4 %\n\
                7 costs 3 %\n\
                help: raise the touchpoint's `drop` to `7%`, or lower those of its barriers\n\
                fix: raise it to `7%`\n";
    let of_touchpoints = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().filter(|line| line.contains("drop-over-touchpoint")).collect()
    };
    assert_eq!(page(&wrong), told);
    assert_eq!(of_touchpoints(check(&fixed(&wrong))), [""; 0]);
    assert_eq!(of_touchpoints(check(&journey("drop 7%", two))), [""; 0]);
    assert_eq!(of_touchpoints(check(&journey("", two))), [""; 0]);
    assert_eq!(
        of_touchpoints(check(&journey("drop 7%; only x { drop 6% }", two))),
        [
            "6 drop-over-touchpoint: for `x`, the barriers of the touchpoint `t` cost 7 % of the visits, but only 6 % are lost at it"
        ]
    );
}

#[test]
fn drops_that_explain_too_much_are_reported() {
    let journey = "
journey j {
  stage a {
    touchpoint t { drop 8%; barrier b { drop 7%; accepted \"x\" } }
    barrier c { drop 6%; accepted \"x\" }
    -> end
    -> exit 10%
  }
}
";
    assert_eq!(
        page(journey),
        "2 the drops of the stage `a` explain 14 %, but only 10 % of its visits leave\n\
         3 explains 8 %\n\
         4 explains 6 %\n\
         6 10 % leave\n\
         help: lower a `drop`, or raise the share of `-> exit`\n"
    );
    assert_eq!(
        check(&journey.replace("-> exit 10%", "").replace("-> end", "-> end 100%")),
        ["2 drop-over-exit: the drops of the stage `a` explain 14 %, but none of its visits leave"]
    );
    // As many as leave is right, and so is what an unknown flow may lose, or shares that are not complete.
    assert_eq!(check(&journey.replace("10%", "14%")), [""; 0]);
    assert_eq!(check(&journey.replace(" 10%", "")), [""; 0]);
    let incomplete = check(&journey.replace("-> end", "-> end 80%"));
    assert!(incomplete.len() == 1 && incomplete[0].starts_with("2 incomplete-shares"), "{incomplete:?}");
}

#[test]
fn shares_that_leave_something_open_are_reported() {
    let journey = |arrows: &str| {
        format!(
            "
journey j {{
  stage a {{
    {arrows}
  }}
}}
"
        )
    };
    assert_eq!(
        page(&journey("-> end 75%; -> exit 15%")),
        "2 the shares of the stage `a` add up to 90 %: where do the other 10 % go?\n\
         3 75 % go this way\n\
         3 15 % go this way\n\
         help: raise a share, add an arrow, or let one go without a share: it takes what is left\n\
         fix: let `-> exit` take what is left\n"
    );
    assert_eq!(check(&fixed(&journey("-> end 85%; -> exit 5%"))), [""; 0]);
    let no_exit = journey("-> end 85%; -> a 5%");
    assert!(page(&no_exit).ends_with("fix: add `-> exit` to `a`\n"));
    assert_eq!(check(&fixed(&no_exit)), [""; 0]);
    for whole in [
        "-> end 85%; -> exit",
        "-> end; -> exit",
        "-> end 100%",
        "-> end 66.66%; -> exit 16.66%; -> a 16.66%",
    ] {
        assert_eq!(check(&journey(whole)), [""; 0], "{whole}");
    }
    // Arrows for some alone are mended elsewhere, and so get a report of their own.
    let both = "
segment x
journey j {
  for x
  stage a {
    -> end 90%
    only x { -> end 80% }
  }
}
";
    assert_eq!(
        check(both),
        [
            "4 incomplete-shares: the shares of the stage `a` add up to 90 %: where do the other 10 % go?",
            "4 incomplete-shares: for `x`, the shares of the stage `a` add up to 80 %: where do the other 20 % go?",
        ]
    );
    let starts = |starts: &str| {
        check(&format!("journey j {{ start {starts}; stage a {{ -> b }} stage b {{ -> end }} }}"))
    };
    assert_eq!(
        starts("a 40%, b 30%"),
        ["1 incomplete-shares: the shares of `start` add up to 70 %: where do the other 30 % come in?"]
    );
    for whole in ["a 40%, b 60%", "a 40%, b", "a, b", "a"] {
        assert_eq!(starts(whole), [""; 0], "{whole}");
    }
    // The arrow that was reported may have had the rest.
    let mistaken = check(&journey("-> end 80%; -> exitt"));
    assert!(mistaken.len() == 1 && mistaken[0].starts_with("3 unknown-stage"), "{mistaken:?}");
}
