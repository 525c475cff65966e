//! What is overdue, and what ends too early.

use crate::{check, check_with, page};

#[test]
fn a_journey_that_ends_at_the_purchase_is_noted() {
    let journey = |phases: [&str; 2], more: &str| {
        let [first, second] = phases;
        check(&format!(
            "
segment x
journey j {{
  for x
  stage a {{ {first}; -> b }}
  stage b {{ {second}; -> end; {more} }}
}}
"
        ))
    };
    assert_eq!(
        journey(["phase purchase", "phase consideration"], ""),
        ["2 ends-at-purchase: the journey `j` ends at the purchase: it is the buyer's journey only"]
    );
    assert_eq!(
        journey(["phase awareness", ""], ""),
        ["2 ends-at-purchase: the journey `j` ends at the phase `awareness`, before the purchase"]
    );
    assert_eq!(journey(["", ""], ""), [""; 0]);
    assert_eq!(journey(["phase purchase", "phase advocacy"], ""), [""; 0]);
    assert_eq!(journey(["phase purchase", ""], "only x { phase service }"), [""; 0]);
    let mistaken = journey(["phase purchase", "phase srvice"], "");
    assert!(mistaken.len() == 1 && mistaken[0].starts_with("5 wrong-choice"), "{mistaken:?}");
}

#[test]
fn what_is_due_is_overdue_the_day_after() {
    let journey = |solution: &str| {
        format!(
            "
team shop
team care
journey j {{
  stage a {{
    owner shop, care
    touchpoint t {{
      owner care
      barrier b {{
        solution s {{ {solution} }}
      }}
    }}
    -> end
  }}
}}
"
        )
    };
    assert_eq!(
        page(&journey("status testing; due 2026-11-21")),
        "9 the solution `s` was due 1 day ago, and is still `testing`\n\
         9 not `live` yet\n\
         help: say `status live` if it is done, `failed` or `dropped` if it is given up, or give it a later `due`; `care` answers for it\n\
         fix: say that it is live\n"
    );
    assert_eq!(
        check(&journey("due 2025-11-22")),
        ["9 overdue-solution: the solution `s` was due 365 days ago, and has no `status`"]
    );
    assert_eq!(check(&journey("status planned; due 2026-11-22")), [""; 0]);
    assert_eq!(check(&journey("status live; due 2020-01-01")), [""; 0]);
    for ended in ["failed", "dropped"] {
        let said = check(&journey(&format!("status {ended}; due 2020-01-01")));
        assert!(said.len() == 1 && said[0].contains("unaddressed-barrier"), "{said:?}");
    }
    assert_eq!(check_with(&journey("status planned; due 2026-11-22"), &["--today", "2027-01-01"]).len(), 1);
    let mistaken = check(&journey("status lve; due 2020-01-01"));
    assert!(mistaken.len() == 1 && !mistaken[0].contains("overdue"), "{mistaken:?}");
    // An opportunity of the journey itself has solutions too.
    let opportunity = "
team shop
journey j {
  owner shop
  opportunity o { solution s { due 2026-11-01 } }
  stage a { -> end }
}
";
    assert_eq!(
        check(opportunity),
        ["4 overdue-solution: the solution `s` was due 21 days ago, and has no `status`"]
    );
    assert!(page(opportunity).contains("`shop` answers for it"));
}

#[test]
fn a_review_is_overdue_when_its_time_has_run_out() {
    let journey = |reviewed: &str| {
        format!(
            "
segment x
journey j {{
  for x
  {reviewed}
  stage a {{ -> end }}
}}
"
        )
    };
    assert_eq!(
        page(&journey("reviewed 2026-08-23 every 90d")),
        "4 the next review of the journey `j` was due 1 day ago, on 2026-11-21\n\
         help: go through it with those who answer for its stages, then write `reviewed 2026-11-22 every 90d`\n\
         fix: say that it was gone through today\n"
    );
    for fine in [
        "reviewed 2026-08-24 every 90d",
        "reviewed 2020-01-01",
        "reviewed 2026-10-22 every 1mo",
        "reviewed 2030-01-01 every 1d",
    ] {
        assert_eq!(check(&journey(fine)), [""; 0], "{fine}");
    }
    assert_eq!(
        check(&journey("reviewed 2026-11-01 every 1y; only x { reviewed 2026-01-01 every 1w..1mo }")),
        ["4 overdue-review: for `x`, the next review of the journey `j` was due 294 days ago, on 2026-02-01"]
    );
    let mistaken = check(&journey("reviewed 2020-01-01 every 90"));
    assert!(mistaken.len() == 1 && mistaken[0].starts_with("4 wrong-value"), "{mistaken:?}");
}
