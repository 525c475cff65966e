//! `journey show`: what a person sees of the examples on terminals of several widths, and what no text does to them.
//!
//! What is seen stands in tests/it/show. With `UPDATE=1` it is written down anew, to be looked at before it is accepted.

use std::fs;

use journey::cli::Status;
use journey::report::Look;
use journey::workspace::Memory;
use unicode_width::UnicodeWidthChar;

use crate::support::{files_in, folder, run, run_with};

const LOOK: Look = Look { color: false, width: 100, unicode: true };

fn example(name: &str) -> Memory {
    Memory::new(files_in(&folder(&format!("examples/{name}"))))
}

/// What `journey show` prints of files, with these further arguments.
fn shown(files: &Memory, look: Look, arguments: &[&str]) -> String {
    let all: Vec<&str> = ["journey", "show"].iter().chain(arguments).copied().collect();
    let (printed, status) = run_with(look, &all, files, b"");
    assert_eq!(status, Status::Fine, "{printed}");
    printed
}

fn one(text: &str) -> Memory {
    Memory::new([("a.journey", text)])
}

#[test]
fn examples_look_as_they_were_accepted() {
    let mut problems = Vec::new();
    for (name, journey) in [
        ("shoes", "running_shoes"),
        ("persian", "خرید_دست‌بافته"),
        ("forty", "buying_a_home"),
        ("russian", "новая_профессия"),
    ] {
        for width in ["40", "80", "120"] {
            let seen = shown(&example(name), LOOK, &["--journey", journey, "--width", width]);
            let path = folder("tests/it/show").join(format!("{name}_{width}.txt"));
            if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
                fs::write(&path, &seen).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != seen {
                problems.push(format!("{}:\n{seen}", path.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Columns that a line takes: what joins and what is a mark takes none.
fn columns(line: &str) -> usize {
    line.chars().map(|letter| letter.width().unwrap_or(0)).sum()
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let wide = one(
        "journey w \"購入する人の旅\" { stage a \"購入購入購入購入購入購入購入購入購入購入\" { emotion 2; -> b 50%; -> exit }
           stage b \"Pneumonoultramicroscopicsilicovolcanoconiosis\" { barrier x \"購入購入購入購入購入購入購入購入購入購入購入\"; -> a 90%; -> journey w 5%; -> end } }",
    );
    for width in [24, 25, 31, 40, 59, 60, 61, 80, 119, 200] {
        let width_text = width.to_string();
        let of = |files: &Memory| shown(files, LOOK, &["--width", &width_text]);
        let mut all = vec![of(&wide)];
        if width < 100 {
            all.extend(["shoes", "persian", "forty", "russian", "polish"].map(|name| of(&example(name))));
        }
        for line in all.iter().flat_map(|seen| seen.lines()) {
            assert!(columns(line) <= width, "{} of {width}: {line}", columns(line));
        }
    }
}

const SMALL: &str = "journey small \"Small\" {
  stage a \"Looking\" { emotion +2; barrier x \"Too far\" { severity high }; -> b 40%; -> exit }
  stage b \"Buying\" { emotion -1; -> a 10%; -> end }
}";

#[test]
fn a_plain_terminal_gets_plain_signs() {
    let seen = shown(&one(SMALL), Look { unicode: false, ..LOOK }, &["--width", "40"]);
    assert_eq!(
        seen.replace('\u{A0}', " "),
        "\
Small

    1 Looking         2 Buying
    no owner          no owner
 +2          o--------+
 +1                   |
  0                   |
 -1                   +--------o
 -2
    100 % ##########  40 %  ####
    60 % leave        10 % <- 1
                      90 % -> end
    ! 1 high

Of all customers 38 % complete it, 63 %
leave

1 open barrier
! high      1
  Too far
"
    );
}

#[test]
fn colours_are_for_terminals_that_have_them() {
    assert!(!shown(&one(SMALL), LOOK, &[]).contains('\x1B'));
    let colored = shown(&one(SMALL), Look { color: true, ..LOOK }, &[]);
    assert!(colored.contains("\x1B[1mSmall\x1B[0m\n") && colored.contains("\x1B[1;32m●\x1B[0m"), "{colored}");
}

#[test]
fn nothing_known_is_nothing_drawn() {
    let seen = shown(&one("journey bare \"Bare\" { stage a { -> b } stage b { -> end } }"), LOOK, &[]);
    assert_eq!(
        seen,
        "Bare\n\n    1 A                       2 B\n    no owner                  no owner\n                              → end\n"
    );
    assert_eq!(shown(&one("journey none \"None\" {}"), LOOK, &[]), "None\n");
}

#[test]
fn no_text_steers_the_terminal() {
    let evil = "\\u{1B}[31m\\u{9B}2J\\u{202E}\\n\\u{7}";
    let text = format!(
        "team t \"{evil}\"\nsegment s \"{evil}\"\njourney j \"{evil}\" {{ for s; owner t
           stage a \"{evil}\" {{ owner t; barrier b \"{evil}\" {{ severity high }}; -> journey j 50%; -> exit }} }}"
    );
    let seen = shown(&one(&text), LOOK, &[]);
    let raw = seen.chars().find(|it| it.is_control() && *it != '\n' || "\u{202E}\u{2066}".contains(*it));
    assert_eq!(raw, None, "{seen}");
}

#[test]
fn a_journey_with_errors_is_not_shown() {
    let files = Memory::new([
        ("a.journey", "journey good { stage a { -> end } }"),
        ("b.journey", "journey bad { stage a { owner nobody; -> end } }"),
    ]);
    let (printed, status) = run(&["journey", "show"], &files, b"");
    assert_eq!(status, Status::Errors);
    assert!(printed.contains("`bad` has errors and is not shown\nGood\n"), "{printed}");
    let (printed, status) = run(&["journey", "show", "--journey", "god"], &files, b"");
    assert_eq!(
        (printed.as_str(), status),
        ("error: no journey is called `god`: did you mean `good`?\n", Status::Usage)
    );
}
