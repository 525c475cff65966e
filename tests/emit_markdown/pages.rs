//! What a person finds on the pages of small journeys.

use crate::page::{links, read, table_under};
use crate::project::{built, index_of, page_of, pages_of, snapshot};

fn table(page: &str, heading: &str) -> Vec<Vec<String>> {
    table_under(&read(page), heading)
}

#[test]
fn what_hurts_most_stands_first() {
    let page = page_of(
        "team crew
         journey shoes {
           stage looking \"Looking\" { owner crew; emotion -1 \"Tired\"
             touchpoint page \"Page\" { drop 12%; emotion -2 \"Lost\"; barrier size \"Sizes differ\" { severity high; drop 5% } }
             barrier rain \"Rain\" { severity critical }
             barrier cost \"Dear\" { accepted \"We are worth it\" }
             -> buying 70%; -> exit }
           stage buying \"Buying\" { owner crew; touchpoint till \"Till\" { drop 6%; emotion +2 }; -> end 90%; -> exit } }",
    );
    assert_eq!(
        table(&page, "Barriers that nothing addresses"),
        [
            ["Barrier", "Stage", "Severity", "Loses", "Owner"],
            ["🔴 Rain", "1. Looking", "critical", "", "Crew"],
            ["🔴 Sizes differ", "1. Looking", "high", "5\u{A0}%", "Crew"],
        ]
    );
    assert_eq!(
        table(&page, "Where customers leave"),
        [
            ["Stage", "Leave", "", "Explained", "By"],
            [
                "1. Looking",
                "30\u{A0}%",
                "██▒▒▒▒··············",
                "⚠️ 40\u{A0}%",
                "Page 12\u{A0}% (Sizes differ 5\u{A0}%)"
            ],
            ["2. Buying", "10\u{A0}%", "█▒··················", "60\u{A0}%", "Till 6\u{A0}%"],
        ]
    );
    assert_eq!(
        table(&page, "Where customers feel worst"),
        [
            ["They feel", "Stage", "Touchpoint", "Barriers"],
            ["😣\u{A0}−2 · Lost", "1. Looking", "Page", "🔴 Sizes differ"],
            ["🙁\u{A0}−1 · Tired", "1. Looking", "", "🔴 Rain\n⚪ Dear"],
        ]
    );
}

#[test]
fn solutions_stand_by_owner_and_date_and_late_ones_are_marked() {
    let page = page_of(
        "team crew \"Crew\"; person ada \"Ada\"
         journey shoes { stage a { owner crew
           barrier b \"Barrier\" {
             solution late \"Late\" { status testing; due 2026-11-21; cost 4_000 EUR; lift 6% }
             solution today \"Today\" { due 2026-11-22 }
             solution done \"Done\" { owner ada; status live; due 2026-01-01 }
             solution given_up \"Given up\" { status dropped; due 2026-01-01 }
           }
           opportunity o \"Chance\" { solution open \"Open\" { owner ada } }
           -> end } }",
    );
    assert_eq!(
        table(&page, "Solutions by owner"),
        [
            ["Owner", "Solution", "For", "Status", "Due", "Cost", "Wins back"],
            ["Ada", "Done", "Barrier", "live", "2026-01-01", "", ""],
            ["", "Open", "💡 Chance", "", "", "", ""],
            ["Crew", "Given up", "Barrier", "dropped", "2026-01-01", "", ""],
            ["", "Late", "Barrier", "testing", "2026-11-21 ⏰ overdue", "4000\u{A0}EUR", "6\u{A0}%"],
            ["", "Today", "Barrier", "", "2026-11-22", "", ""],
        ]
    );
}

#[test]
fn a_hand_over_is_an_arrow_along_which_the_owner_changes() {
    let page = page_of(
        "team crew \"Crew\"; team shop \"Shop\"
         journey back \"Back\" { stage only { owner shop; -> end } }
         journey shoes { stage a \"A\" { owner crew, shop; -> b 50%; -> c 20%; -> journey back 10% when \"Wrong\"; -> exit }
           stage b \"B\" { owner crew; -> c }
           stage c \"C\" { -> a 5%; -> end } }",
    );
    assert_eq!(
        table(&page, "Hand-overs"),
        [
            ["From", "Hands over", "To", "Takes over", "Share", "When"],
            ["1. A", "Crew", "3. C", "⚠️\u{A0}nobody", "20\u{A0}%", ""],
            ["1. A", "Crew", "journey Back", "Shop", "10\u{A0}%", "Wrong"],
            ["2. B", "Crew", "3. C", "⚠️\u{A0}nobody", "", ""],
            ["3. C", "⚠️\u{A0}nobody", "1. A", "Crew", "5\u{A0}%", ""],
        ]
    );
}

#[test]
fn measures_say_whether_they_met_their_targets() {
    let page = page_of(
        "metric up \"Up\" { unit percent; better higher }
         metric down \"Down\" { unit duration; better lower }
         metric pay \"Pay\" { unit money; better higher }
         metric some \"Some\"
         journey shoes { measure up 18% target 18% on 2026-09-30; measure down 1d..3d target 2d; measure pay 5 EUR target 4 USD
           measure some 3 target 4
           stage a \"A\" { measure up 17.9% target 18%; touchpoint t \"T\" { measure down 48h target 2d } } }",
    );
    let verdicts: Vec<(String, String)> =
        table(&page, "Measures").into_iter().skip(1).map(|row| (row[1].clone(), row[4].clone())).collect();
    let wanted = [
        ("the whole journey", "✅"),
        ("the whole journey", "❌"),
        ("the whole journey", ""),
        ("the whole journey", ""),
        ("1. A", "❌"),
        ("1. A · T", "✅"),
    ];
    assert_eq!(verdicts, wanted.map(|(place, verdict)| (place.to_owned(), verdict.to_owned())));
}

#[test]
fn what_is_for_some_only_is_marked_and_what_differs_is_told() {
    let page = page_of(
        "segment firms \"Firms\"; segment homes \"Homes\"; persona eva \"Eva\" { segment firms }
         journey shoes { for firms, homes, eva
           stage a \"A\" { action unassisted \"Walks\"; duration 1d; only firms { need \"A bill\"; duration 2w; -> b 90%; -> exit }; -> b 40%; -> exit }
           stage b \"B\" { touchpoint t \"T\"; -> end }
           only homes { stage c \"C\" } }",
    );
    assert!(page.contains("| **They need** | A bill (only for Firms) |"), "{page}");
    assert!(page.contains("| **They do** | Walks (🚶 on their own) |"), "{page}");
    assert_eq!(
        table(&page, "Firms; Eva"),
        [
            ["Stage", "What", "For them", "For others"],
            ["1. A", "Takes", "2\u{A0}w", "1\u{A0}d"],
            [
                "1. A",
                "They go on to",
                "2. B · 90\u{A0}%\nexit · 10\u{A0}%",
                "2. B · 40\u{A0}%\nexit · 60\u{A0}%"
            ],
        ]
    );
    assert_eq!(
        table(&page, "Audiences by stage"),
        [
            ["Stage", "Firms", "Homes", "Eva"],
            ["1. A", "⚠️ +", "⚠️", "⚠️ +"],
            ["2. B", "●", "●", "●"],
            ["3. C", "○", "⚠️ +", "○"],
        ]
    );
}

#[test]
fn holes_between_the_uses_of_a_channel_are_marked() {
    let page = page_of(
        "channel web \"Web\" { kind digital }; channel shop \"Shop\"
         journey shoes {
           stage a \"A\" { touchpoint p { channel web, shop; emotion +1 }; touchpoint q { channel web } }
           stage b \"B\" { touchpoint r { channel shop } }
           stage c \"C\"
           stage d \"D\" { touchpoint s { channel web } } }",
    );
    assert_eq!(
        table(&page, "Channels by stage"),
        [
            ["Stage", "Web\ndigital", "Shop"],
            ["1. A", "🙂●", "🙂"],
            ["2. B", "○", "●"],
            ["3. C ⚠️", "○", ""],
            ["4. D", "●", ""],
        ]
    );
}

#[test]
fn the_index_tells_what_to_look_at_and_whom_nobody_drew() {
    let index = index_of(
        "team crew \"Crew\" { lead \"Ada\" }
         segment firms \"Firms\" { size 9%; decision ready }; segment homes \"Homes\"
         persona eva \"Eva, 47\" { segment firms; says \"Send a bill\"; says \"Soon\"; pain \"Forms\"; quote \"Call me\" }
         journey shoes \"Shoes\" { for eva; owner crew; reviewed 2026-08-01 every 30d
           stage a \"A\" { owner crew; emotion -2; barrier b { solution s { due 2026-01-01 } }; barrier c; -> end } }",
    );
    assert_eq!(
        table(&index, "Journeys"),
        [
            [
                "Journey",
                "For",
                "Owner",
                "Stages",
                "Lowest point",
                "Open barriers",
                "Overdue solutions",
                "Last review"
            ],
            [
                "Shoes",
                "Eva, 47",
                "Crew",
                "1",
                "😣 A",
                "🔴 1",
                "⏰ 1",
                "2026-08-01, ⏰ overdue since 2026-08-31"
            ],
        ]
    );
    assert_eq!(
        table(&index, "Segments"),
        [
            ["Segment", "Of all customers", "They are", "Personas", "Journeys"],
            ["Firms", "9\u{A0}%", "ready", "Eva, 47", "Shoes"],
            ["Homes", "", "", "", "⚠️\u{A0}none"],
        ]
    );
    assert_eq!(table(&index, "Eva, 47"), [["Says", "Pains"], ["Send a bill\nSoon", "Forms"]]);
    assert!(index.contains("- 💬 Call me\n"), "{index}");
    assert!(
        index.contains(
            "- **Crew** · led by Ada\n  - **Answers for:** [Shoes](shoes.md): the whole journey, A\n"
        ),
        "{index}"
    );
}

#[test]
fn links_between_pages_are_relative_and_encoded() {
    let files = [
        (
            "in/a b/چاپ.journey",
            "import \"../c/d.journey\"\njourney چاپ \"Print\" { stage s { -> journey d; -> end } }",
        ),
        ("in/c/d.journey", "journey d \"D\" { stage s { -> end } }"),
    ];
    let pages = pages_of(&snapshot(&files.map(|(path, text)| (path.to_owned(), text.to_owned()))));
    let nodes = read(&pages["in/a b/چاپ.md"].0);
    assert!(links(&nodes).contains(&"../c/d.md"));
    let nodes = read(&pages["index.md"].0);
    assert!(links(&nodes).contains(&"in/a%20b/%DA%86%D8%A7%D9%BE.md"), "{:?}", links(&nodes));
}

#[test]
fn a_journey_without_a_page_is_named_without_a_link() {
    let files = [
        ("a.journey", "import \"b.journey\"\njourney a \"A\" { stage s { -> journey b 10%; -> end } }"),
        ("b.journey", "journey b \"B\" { stage s { -> end } }"),
    ];
    let alone = built(&files, &["a.journey"]);
    assert!(alone["/out/a.md"].contains("journey B · 10\u{A0}%<br>the end"), "{}", alone["/out/a.md"]);
    assert!(!alone.contains_key("/out/b.md"));
    let both = built(&files, &["."]);
    assert!(both["/out/a.md"].contains("journey [B](b.md) · 10\u{A0}%<br>the end"), "{}", both["/out/a.md"]);
}

#[test]
fn a_page_for_one_audience_says_so_and_marks_nothing() {
    let file = "segment firms \"Firms\"; segment homes \"Homes\"
        journey a \"A\" { for firms, homes; stage s { -> end; need \"Time\"; only firms { need \"A bill\" }; only homes { need \"Fun\" } } }";
    let page = &built(&[("a.journey", file)], &["--for", "firms"])["/out/a.md"];
    assert!(page.contains("\n**As seen by:** Firms\n"), "{page}");
    assert!(page.contains("| **They need** | Time<br>A bill |"), "{page}");
}

#[test]
fn a_journey_of_which_little_is_known_has_a_short_page() {
    assert_eq!(page_of("journey shoes"), "# Shoes\n");
    let page = page_of("journey shoes { stage looking }");
    assert!(
        page.ends_with("\n### <a id=\"stage-1\"></a>1. Looking\n\n**Owner:** ⚠️\u{A0}nobody\n"),
        "{page}"
    );
}
