//! Nothing leads out of a project: no path of an import, and no link in a folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::{Folder, end};
use crate::support::has_tool;

/// Paths that lead out of the project, or would where somebody was not careful.
fn payloads() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let target = "outside/secret.journey";
    let mut add = |path: String| _ = all.insert(path);
    for depth in 1..=50 {
        add("../".repeat(depth) + target);
    }
    for depth in [1, 2, 5, 20] {
        add("./../".repeat(depth) + target);
        add("inner/../../".repeat(depth) + target);
        add("..//".repeat(depth) + target);
        add(".././".repeat(depth) + target);
        add("..\\\\".repeat(depth) + target);
        add("%2e%2e/".repeat(depth) + target);
        add("..%2f".repeat(depth) + target);
        add("%252e%252e/".repeat(depth) + target);
        add("..%5c".repeat(depth) + target);
        add("..%c0%af".repeat(depth) + target);
        add("..;/".repeat(depth) + target);
        add(".../".repeat(depth) + target);
        add("....//".repeat(depth) + target);
        add("..\u{2044}".repeat(depth) + target);
        add("..\u{FF0F}".repeat(depth) + target);
        add("\u{FF0E}\u{FF0E}/".repeat(depth) + target);
        add("..\u{2215}".repeat(depth) + target);
        add(".\u{200B}./".repeat(depth) + target);
        add("out/../".repeat(depth) + &"../".repeat(depth) + target);
    }
    for path in
        ["etc/passwd", "etc/shadow", "proc/self/environ", "proc/self/mem", "dev/zero", "dev/stdin", "dev/tty"]
    {
        for start in [
            "/",
            "//",
            "///",
            "file:///",
            "file:/",
            "file://localhost/",
            "~/../../",
            "~root/",
            "C:/",
            "c:",
            "\\\\",
            "\\\\\\\\host\\\\",
        ] {
            add(format!("{start}{path}"));
        }
    }
    for path in [
        "out/secret.journey",
        "out/nothing.journey",
        "out",
        "out/",
        "out/.",
        "secret_link.journey",
        "far/secret.journey",
        "out/../secret.journey",
        "inner/up/outside/secret.journey",
        "inner/up",
        "nowhere_outside.journey",
        "http://localhost/secret.journey",
        "https://example.org/x.journey",
        "ftp://host/x",
        "data:text/plain,team x",
        "javascript:x",
        "\\\\\\\\?\\\\C:\\\\x.journey",
        "\\\\\\\\.\\\\pipe\\\\x",
        "secret.journey::$DATA",
        "$HOME/x.journey",
        "${HOME}/x.journey",
        "`id`",
        "$(id)",
        "| id",
        "; id",
        "&& id",
        "con",
        "nul",
        "aux.journey",
        "*",
        "*.journey",
        "?",
        "[a-z]",
        "{a,b}.journey",
        " ../x.journey",
        "../x.journey ",
        "..",
        ".",
        "/",
        "../",
        "~",
        "-",
        "--help",
        "<stdin>",
        "@x",
    ] {
        add(path.to_owned());
    }
    all
}

#[test]
fn no_import_leads_out_of_the_project() {
    let imports = payloads();
    assert!(imports.len() >= 200, "{}", imports.len());
    let mut text: String = imports.iter().map(|path| format!("import \"{path}\"\n")).collect();
    // What cannot be written between quotes otherwise.
    text.push_str("import \"a\0b.journey\"\nimport \"a\tb.journey\"\n");
    let whole =
        Folder::new(&[("root/all.journey", &text), ("outside/secret.journey", "team canary \"A canary\"\n")]);
    whole.write("root/journey.toml", "");
    whole.write("root/inner/x.journey", "");
    whole.link("root/out", "../outside");
    whole.link("root/far", whole.path("outside"));
    whole.link("root/secret_link.journey", "../outside/secret.journey");
    whole.link("root/nowhere_outside.journey", "../outside/nothing.journey");
    whole.link("root/inner/up", "../..");
    for is_marked in [true, false] {
        if !is_marked {
            fs::remove_file(whole.path("root/journey.toml")).unwrap();
        }
        let root = whole.path("root");
        let ended = end(whole.journey(["check", "all.journey", "--format", "json"]).current_dir(&root));
        assert_eq!(ended.code(), 1, "{}", ended.stderr);
        assert!(!ended.stdout.contains("canary"), "{}", ended.stdout);
        let told: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
        let lines = lines_of_errors(&told);
        let quiet: Vec<&str> = text
            .lines()
            .enumerate()
            .filter(|(at, _)| !lines.contains(&(at + 1)))
            .map(|(_, line)| line)
            .collect();
        assert!(quiet.is_empty(), "nothing is said of {quiet:#?}");
        if has_tool("strace", "that nothing is opened outside of a project") {
            assert_eq!(opened_outside(&whole, &root), Vec::<String>::new());
        }
    }
}

/// The lines that errors are reported on.
fn lines_of_errors(told: &serde_json::Value) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    let mut waiting = vec![told];
    while let Some(value) = waiting.pop() {
        match value {
            serde_json::Value::Object(members) => {
                if let Some(line) = members.get("line").and_then(serde_json::Value::as_u64) {
                    lines.insert(line as usize);
                }
                waiting.extend(members.values());
            }
            serde_json::Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    lines
}

/// What a check of the project at `root` opens outside of it, without what every program opens.
fn opened_outside(whole: &Folder, root: &Path) -> Vec<String> {
    let trace = whole.path("trace");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-y", "-s", "4096", "-e", "trace=open,openat,openat2,creat", "-o"]).arg(&trace);
    strace.arg(env!("CARGO_BIN_EXE_journey")).args(["check", "all.journey"]).current_dir(root);
    // `cargo test` has libraries searched for in many folders.
    let ended = end(strace.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()));
    assert_eq!(ended.code(), 1, "{}", ended.stderr);
    let root = fs::canonicalize(root).unwrap().to_string_lossy().into_owned();
    let everybodys =
        ["/lib", "/usr/lib", "/etc/ld.so", "/proc/", "/sys/", "/etc/localtime", "/usr/share/zoneinfo"];
    let text = fs::read_to_string(trace).unwrap();
    let mut is_any_inside = false;
    let mut outside = Vec::new();
    for line in text.lines() {
        let Some(path) = line.split('"').nth(1) else { continue };
        // With `-y`, what was opened stands behind the answer: links in the path were followed.
        let opened = line
            .rsplit_once("= ")
            .and_then(|(_, answer)| Some(answer.split_once('<')?.1.trim_end_matches('>')));
        let real = opened.unwrap_or(path);
        let is_inside = !real.starts_with('/') || real == root || real.starts_with(&format!("{root}/"));
        is_any_inside |= opened.is_some() && is_inside;
        // Whether a folder belongs to what is left out may be written in one above it.
        let is_usual =
            everybodys.iter().any(|start| real.starts_with(start)) || real.ends_with("/.gitignore");
        let goes_through = real.contains("/out/") || real.contains("/far/") || real.contains("/up/");
        if !is_inside && !is_usual || is_inside && goes_through || path.contains("..") {
            outside.push(line.to_owned());
        }
    }
    assert!(is_any_inside, "the trace shows nothing:\n{text}");
    outside
}
