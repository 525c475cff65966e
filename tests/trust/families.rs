//! Texts that grow, each in a way that is hard on something: the grammar, the nesting, the names, the reports.

/// A text that grows.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    /// The text with so many of what is hard in it.
    pub(crate) text: fn(usize) -> String,
}

/// Makes the rows of `FAMILIES`: a name, and the text with `n` of it.
macro_rules! families {
    ($($name:literal, $n:ident => $text:expr;)+) => {
        pub(crate) const FAMILIES: &[Family] = &[$(Family { name: $name, text: |$n| $text }),+];
    };
}

families! {
    "open braces", n => "{".repeat(n);
    "open braces on lines", n => "{\n".repeat(n);
    "close braces on lines", n => "}\n".repeat(n);
    "nested blocks", n => "a{".repeat(n);
    "nested blocks that are closed", n => "a{".repeat(n) + &"}".repeat(n);
    "nested blocks that are closed in another column", n => "a{".repeat(n) + &"\n }".repeat(n);
    "stray braces around nested blocks", n => "{ ".repeat(n) + &"a{".repeat(n) + &"}".repeat(n) + &" a\n".repeat(n);
    "blocks without statements", n => "{\n  a\n".repeat(n) + &" }\n".repeat(n);
    "statements further in and out", n => "a\n  b\n    c\n".repeat(n);
    "blocks further in and out, not closed", n => "a {\n  b {\n    c\n".repeat(n);
    "deep, then shallow", n => many(n, |i| format!("{}a\n", "  ".repeat(i % 64)));
    "brackets of all kinds", n => "([(<".repeat(n);
    "open strings", n => "a \"b\n".repeat(n);
    "a quote and braces", n => format!("\"{}x", "{ ".repeat(n));
    "a quote and blanks", n => format!("\"{}x", " ".repeat(n));
    "quotes that alternate", n => "\" a '".repeat(n);
    "empty strings", n => "\"\"\n".repeat(n);
    "three quotes on lines", n => "\"\"\"\n".repeat(n);
    "text blocks that are not closed", n => "a \"\"\"\n\"\"\n".repeat(n);
    "five quotes and blanks", n => format!("\"\"\"\"\"{}x", " ".repeat(n));
    "text blocks that open with two quotes", n => "a \"\"\nb\n\n".repeat(n);
    "one text block that opens with two quotes", n => "a \"\"\n".to_owned() + &"b\n".repeat(n);
    "escapes without an end", n => format!("a \"{}\"", "\\u{".repeat(n));
    "semicolons before a quote", n => "a; b; c\" d\n".repeat(n);
    "one long word", n => "a".repeat(n);
    "the start of a keyword", n => "touchpoin".repeat(n);
    "words with hyphens at their ends", n => "a- -b ".repeat(n);
    "figures with hyphens", n => "1-2-".repeat(n);
    "commas", n => ",".repeat(n);
    "lists over lines", n => "a,\n// x\n".repeat(n);
    "a comment without an end", n => format!("//{}", "x".repeat(n));
    "comments of another language", n => "/*\n".repeat(n);
    "links that are not closed", n => "<{".repeat(n);
    "links without signs", n => "http://".repeat(n);
    "annotations", n => "@allow(".repeat(n);
    "joiners", n => "\u{633}\u{200C}\u{200D}".repeat(n);
    // Nine of them, for even the shortest is a name with more characters than are drawn, which is told of each.
    "marks on one letter", n => format!("team e{}", "\u{301}\u{323}".repeat(9 * n));
    "signs that mean nothing", n => "= ".repeat(n);
    "control characters", n => "a \"\u{1}\"\n".repeat(n);
    "near misses of a keyword", n => "jorney a\n".repeat(n);
    "near misses of names", n => many(n, |i| format!("team team_{i}\n")) + &journey(&many(n, |i| format!("stage s{i} {{ owner tean_{i} }}\n")));
    "near misses of stages", n => journey(&many(n, |i| format!("stage stage_{i} {{ -> stag_{i} }}\n")));
    "near misses of solutions", n => stage(&many(n, |i| format!("barrier b{i} {{ solution so{i} }}\nbarrier c{i} {{ solved by si{i} }}\n")));
    "unknown journeys", n => many(n, |i| format!("journey j{i} {{ stage a {{ -> journey k{i} }} }}\n"));
    "one name over and over", n => journey(&"stage s { owner t }\n".repeat(n));
    "names that look alike", n => many(n, |i| format!("team t\u{430}{i}\nteam ta{i}\n"));
    "a stage with many arrows", n => stage(&many(n, |i| format!("-> s{i}\n"))) + &many(n, |i| format!("journey k{i} {{ stage s{i} {{ -> end }} }}\n"));
    "a stage with many arrows that lead somewhere", n => journey(&format!("stage s {{\n{}}}\n{}", many(n, |i| format!("-> s{i}\n")), many(n, |i| format!("stage s{i} {{ -> end }}\n"))));
    "one arrow over and over", n => stage(&"-> end 1%\n".repeat(n));
    "imports of a file that is not there", n => "import \"x.journey\"\n".repeat(n);
    "imports of files that are not there", n => many(n, |i| format!("import \"x{i}.journey\"\n"));
    "an only for each of many audiences", n => audiences(n) + &many(n, |i| format!("only a{i} {{ owner t; goal \"g\"; start s }}\n")) + STAGE;
    "stages for each of many audiences", n => audiences(n) + &many(n, |i| format!("only a{i} {{ stage s{i} {{ owner t; -> end }} }}\n")) + STAGE;
    "an only for many audiences", n => audiences(n) + &format!("only {} {{ goal \"g\" }}\n", list(n)) + &"only a0 { goal \"g\" }\n".repeat(n) + STAGE;
    "an only for audiences whose journey it is not", n => audiences(n).replace("for ", "for a0 // ") + &many(n, |i| format!("only a{i} {{ goal \"g\" }}\n")) + STAGE;
    "many onlys for one audience", n => audiences(1) + &"only a0 { owner t; goal \"g\"; start s }\n".repeat(n) + STAGE;
    "stages in many onlys for one audience", n => audiences(1) + &many(n, |i| format!("only a0 {{ stage s{i} {{ owner t; -> end }} }}\n")) + STAGE;
    "arrows in many onlys for one audience", n => audiences(1) + &format!("stage s {{ {} }}\n}}\n", "only a0 { -> end; owner t }\n".repeat(n));
    "owners in many onlys, and what they own", n => audiences(1) + &format!("stage s {{ {} {} -> end }}\n}}\n", "only a0 { owner t }\n".repeat(n), many(n, |i| format!("touchpoint p{i}\n")));
}

/// One for each of `n` numbers.
fn many(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

/// The end of a journey that `audiences` starts.
const STAGE: &str = "stage s { owner t; -> end }\n}\n";

/// The start of a journey for `n` audiences.
fn audiences(n: usize) -> String {
    format!("team t\n{}journey j {{\nfor {}\n", many(n, |i| format!("segment a{i}\n")), list(n))
}

fn list(n: usize) -> String {
    let names: Vec<String> = (0..n).map(|i| format!("a{i}")).collect();
    names.join(", ")
}

fn journey(body: &str) -> String {
    format!("team t\njourney j {{\nowner t\n{body}}}\n")
}

fn stage(body: &str) -> String {
    journey(&format!("stage s {{ owner t\n{body}}}\n"))
}
