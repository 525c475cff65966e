//! Barriers, what is done about them, and emotions that lack one.

use crate::{check, fixed, page};

#[test]
fn a_lift_is_held_against_the_drop_of_its_own_barrier() {
    let journey = |drop: &str, solution: &str| {
        format!(
            "
segment x
journey j {{
  for x
  stage a {{
    touchpoint t {{
      barrier b {{ {drop}
        solution s {{ {solution} }}
      }}
    }}
    barrier c {{ solved by s; drop 1% }}
    -> end
  }}
}}
"
        )
    };
    let wrong = journey("drop 6%", "lift 9%");
    assert_eq!(
        page(&wrong),
        "7 the solution `s` would win back 9 % of the visits, but its barrier `b` costs only 6 %\n\
         6 6 % are lost to the barrier\n\
         help: lower the `lift` to at most `6%`, or raise the barrier's `drop`\n\
         fix: lower it to `6%`\n"
    );
    assert_eq!(check(&fixed(&wrong)), [""; 0]);
    // `c` costs less, but `s` is not its own.
    assert_eq!(check(&journey("drop 9%", "lift 9%")), [""; 0]);
    assert_eq!(check(&journey("", "lift 9%")), [""; 0]);
    let failed = check(&journey("drop 6%", "lift 9%; status failed"));
    assert!(failed.iter().all(|report| report.contains("unaddressed-barrier")), "{failed:?}");
    assert_eq!(
        check(&journey("drop 9%; only x { drop 2% }", "lift 9%")),
        [
            "7 lift-over-drop: for `x`, the solution `s` would win back 9 % of the visits, but its barrier `b` costs only 2 %"
        ]
    );
}

#[test]
fn a_barrier_that_nothing_is_done_about_is_unaddressed() {
    let journey = |barriers: &str| {
        format!(
            "
segment x
segment y
segment z
persona p {{ segment x }}
journey j {{
  for x, y, z, p
  stage a {{
    {barriers}
    -> end
  }}
}}
"
        )
    };
    assert_eq!(
        check(&journey("barrier b")),
        ["8 unaddressed-barrier: the barrier `b` has no solution, and is not accepted"]
    );
    let ended = "barrier b { solution c { status failed }; solved by d }\n    barrier e { accepted \"x\"; solution d { status dropped } }";
    assert_eq!(
        page(&journey(ended)),
        "8 the barrier `b` has no solution left: `c` failed and `d` was dropped\n\
         8 it failed\n\
         9 it was dropped\n\
         help: give it a `solution`, name one of another barrier with `solved by`, or say `accepted` and why\n"
    );
    for addressed in [
        "barrier b { solution c }",
        "barrier b { accepted \"x\" }",
        "barrier b { solution c { status failed }; solution d { status live } }",
        "barrier b { solved by d }\n    barrier e { solution d { status planned } }",
    ] {
        assert_eq!(check(&journey(addressed)), [""; 0], "{addressed}");
    }
    // A persona whose segment is named goes without saying.
    assert_eq!(
        check(&journey("only x, y { barrier b }")),
        ["8 unaddressed-barrier: for `x` and `y`, the barrier `b` has no solution, and is not accepted"]
    );
    assert_eq!(
        check(&journey(
            "barrier b { solution c; only z { accepted \"x\" } }\n    touchpoint t { only p { barrier d } }"
        )),
        ["9 unaddressed-barrier: for `p`, the barrier `d` has no solution, and is not accepted"]
    );
    // What was meant is not known.
    for mistake in [
        "barrier b { acepted \"x\" }",
        "barrier b { solved by nothing }",
        "barrier b { solution c { status done } }",
    ] {
        let said = check(&journey(mistake));
        assert!(said.len() == 1 && !said[0].contains("unaddressed"), "{said:?}");
    }
}

#[test]
fn a_low_emotion_needs_a_barrier() {
    let journey = |touchpoint: &str| {
        check(&format!(
            "
segment x
journey j {{
  for x
  stage a {{
    emotion -2
    touchpoint t {{ {touchpoint} }}
    -> end
  }}
}}
"
        ))
    };
    assert_eq!(
        journey("emotion -1 \"Hm\""),
        [
            "6 unexplained-low-emotion: customers feel bad at the touchpoint `t`, and no barrier in it says why"
        ]
    );
    assert_eq!(
        journey("emotion -2"),
        [
            "6 unexplained-low-emotion: customers feel very bad at the touchpoint `t`, and no barrier in it says why"
        ]
    );
    for fine in ["emotion 0", "", "emotion -2; barrier b { accepted \"x\" }"] {
        assert_eq!(journey(fine), [""; 0], "{fine}");
    }
    assert_eq!(
        journey("emotion 0; only x { emotion -2 }"),
        [
            "6 unexplained-low-emotion: for `x`, customers feel very bad at the touchpoint `t`, and no barrier in it says why"
        ]
    );
    // The word that was reported may have been the barrier.
    let mistaken = journey("emotion -2; barier b");
    assert!(mistaken.len() == 1 && mistaken[0].starts_with("6 unknown-word"), "{mistaken:?}");
}
