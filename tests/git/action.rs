//! The GitHub Action: each script is run as the runner runs it, with its inputs as environment, and files for what it says.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::server::Server;
use crate::support::scratch::{Scratch, isolate};
use crate::support::{folder, has_tool};
use crate::{end, has_git};

/// A machine that runs the steps of the action.
struct Runner {
    folder: TempDir,
    /// Where the step is run.
    here: PathBuf,
}

/// What came of a step.
#[derive(Debug)]
struct Step {
    status: i32,
    /// What it said, on both streams.
    said: String,
    outputs: String,
    summary: String,
}

impl Runner {
    fn at(here: &Path) -> Self {
        let runner = Self { folder: tempfile::tempdir().unwrap(), here: here.to_owned() };
        fs::create_dir(runner.path("bin")).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_journey"), runner.path("bin/journey")).unwrap();
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a program on the path of the steps, in place of another.
    fn program(&self, name: &str, script: &str) {
        let path = self.path(&format!("bin/{name}"));
        // The link is replaced, and not what it leads to.
        let _ = fs::remove_file(&path);
        fs::write(&path, format!("#!/usr/bin/env bash\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs a step with these inputs.
    fn run(&self, script: &str, inputs: &[(&str, &str)]) -> Step {
        let script = folder(".github/action").join(script);
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", "\"$SCRIPT\""]).env("SCRIPT", script);
        isolate(&mut command);
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        command.current_dir(&self.here).env("PATH", path).env("RUNNER_TEMP", self.folder.path());
        for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH"] {
            fs::write(self.path(name), "").unwrap();
            command.env(name, self.path(name));
        }
        command.envs(inputs.iter().copied());
        let (status, out, complaint) = end(&mut command);
        let file = |name: &str| fs::read_to_string(self.path(name)).unwrap();
        let (outputs, summary) = (file("GITHUB_OUTPUT"), file("GITHUB_STEP_SUMMARY"));
        Step { status, said: out + &complaint, outputs, summary }
    }
}

const FLAWED: &str = "journey a \"a\" {\n  stage b \"b\" {\n    ownr c\n  }\n}\n";

const FINE: &str = "team shop \"Магазин\"\n";

/// Inputs of `check.sh`, of which a test says some.
fn inputs<'i>(said: &[(&'i str, &'i str)]) -> Vec<(&'i str, &'i str)> {
    let mut all = vec![("PATHS", "."), ("FORMATS", "human"), ("CHANGED_SINCE", ""), ("BASE", "")];
    all.extend(said);
    all
}

#[test]
fn the_check_says_how_it_ended() {
    if !has_git() {
        return;
    }
    let repository =
        Scratch::with(&[("a b/flawed.journey", FLAWED), ("fine.journey", FINE), ("-x.journey", FINE)]);
    let runner = Runner::at(&repository.path(""));
    let step = runner.run("check.sh", &inputs(&[]));
    assert!(step.said.contains("ownr") && step.status == 1, "{step:?}");
    assert_eq!(step.outputs, "status=1\n");

    let step = runner.run("check.sh", &inputs(&[("PATHS", "\n  fine.journey\n-x.journey\r\n\n")]));
    assert_eq!((step.status, step.outputs.as_str()), (0, "status=0\n"), "{step:?}");
    let step = runner.run("check.sh", &inputs(&[("PATHS", "a b"), ("FORMATS", "json")]));
    assert_eq!(step.status, 1, "{step:?}");
    assert!(serde_json::from_str::<Value>(&step.said).is_ok(), "{step:?}");

    // The branch that is to be merged into is one that was fetched.
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let step = runner.run("check.sh", &inputs(&[("CHANGED_SINCE", "base"), ("BASE", "main")]));
    assert_eq!((step.status, step.outputs.as_str()), (0, "status=0\n"), "{step:?}");
    assert!(step.said.contains("not about what was changed since `origin/main`"), "{step:?}");
}

#[test]
fn inputs_are_no_code_and_no_options() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("fine.journey", FINE)]);
    let runner = Runner::at(&repository.path(""));
    let tries = [
        "$(touch pwned)",
        "`touch pwned`",
        "; touch pwned",
        "| touch pwned",
        "\" && touch pwned \"",
        "'; touch pwned; '",
        "x\ntouch pwned",
        "--write=pwned",
        "--color=always\n--help",
        "%0A::error::x",
        "x\n::error::x",
        "\u{1b}[31m",
        "*",
        "~",
        "$HOME",
    ];
    for text in tries {
        for name in ["PATHS", "FORMATS", "CHANGED_SINCE", "BASE"] {
            let since = if name == "BASE" { "base" } else { "" };
            let step = runner.run("check.sh", &inputs(&[("CHANGED_SINCE", since), (name, text)]));
            assert_eq!(step.status, 2, "{name} {text:?}: {step:?}");
            let commands = step.said.lines().filter(|line| line.trim_start().starts_with("::"));
            assert!(
                commands.clone().all(|line| line.starts_with("::error title=journey::")),
                "{name} {text:?}: {step:?}"
            );
            assert!(commands.count() <= 1, "{name} {text:?}: {step:?}");
        }
        let step = runner.run("diff.sh", &[("DIFF", text), ("BASE", "")]);
        assert_ne!(step.status, 0, "{text:?}: {step:?}");
        let step = runner.run("install.sh", &[("VERSION", text), ("SOURCES", "/nowhere")]);
        assert_eq!(step.status, 2, "{text:?}: {step:?}");
    }
    assert!(!repository.path("pwned").exists(), "an input was run");
}

#[test]
fn the_difference_goes_into_the_summary() {
    let here = tempfile::tempdir().unwrap();
    let runner = Runner::at(here.path());
    runner.program("journey", "printf '%s\\n' \"$@\"\nexit \"$STATUS\"");
    let diff =
        |status: &str| runner.run("diff.sh", &[("DIFF", "base"), ("BASE", "main"), ("STATUS", status)]);
    for (status, changed) in [("0", "false"), ("1", "true")] {
        let step = diff(status);
        let file = runner.path("journey-diff.md");
        assert_eq!(step.outputs, format!("changed={changed}\nfile={}\n", file.display()), "{step:?}");
        assert_eq!(step.summary, "diff\n--format\nmd\n--exit-code\n--\norigin/main\n", "{step:?}");
        assert_eq!(step.status, 0);
    }
    let step = diff("3");
    assert_eq!((step.status, step.summary.as_str(), step.outputs.as_str()), (3, "", ""));
    let step = runner.run("diff.sh", &[("DIFF", "base"), ("BASE", "")]);
    assert_eq!(
        step.said,
        "::error title=journey::`diff` is `base`, but this run is of no pull request: name a revision\n"
    );
}

const MARKER: &str = "<!-- journey: what has changed in meaning -->";

/// What GitHub has of a pull request: comments, a hundred a page; and what it says to whoever writes.
fn github(comments: Vec<Value>, writing: u16) -> Server {
    Server::start(move |asked| {
        let page = |number: usize| {
            comments.chunks(100).nth(number - 1).map_or_else(|| json!([]), |page| json!(page))
        };
        match asked.line.split_once("page=").and_then(|(_, rest)| rest.rsplit_once("page=")) {
            Some((_, number)) if asked.line.starts_with("GET /repos/org/shop/issues/7/comments?") => {
                (200, page(number.parse().unwrap()).to_string().into_bytes())
            }
            _ => (writing, b"{}".to_vec()),
        }
    })
}

fn comment(id: u64, kind: &str, body: &str) -> Value {
    json!({ "id": id, "user": { "type": kind }, "body": body })
}

/// Runs the step that comments, with what has changed and the event that the run is of.
fn say(server: &Server, text: &str, changed: &str, event: &Value) -> Step {
    let here = tempfile::tempdir().unwrap();
    let runner = Runner::at(here.path());
    fs::write(runner.path("diff.md"), text).unwrap();
    fs::write(runner.path("event.json"), event.to_string()).unwrap();
    let (file, event) = (runner.path("diff.md"), runner.path("event.json"));
    let inputs = [
        ("FILE", file.to_str().unwrap()),
        ("CHANGED", changed),
        ("TOKEN", "secret"),
        ("GITHUB_EVENT_PATH", event.to_str().unwrap()),
        ("GITHUB_API_URL", server.address.as_str()),
        ("GITHUB_REPOSITORY", "org/shop"),
    ];
    runner.run("comment.sh", &inputs)
}

fn has_tools() -> bool {
    has_tool("curl", "the comment of the action") && has_tool("jq", "the comment of the action")
}

/// What was written: the method and path, and the text.
fn written(server: &Server) -> Vec<(String, String)> {
    let asked = server.asked().into_iter().filter(|asked| !asked.line.starts_with("GET "));
    asked
        .map(|asked| {
            let body: Value = serde_json::from_str(&asked.body).unwrap();
            (asked.line, body["body"].as_str().unwrap().to_owned())
        })
        .collect()
}

#[test]
fn a_comment_is_begun_once_and_kept_up_to_date() {
    if !has_tools() {
        return;
    }
    let event = json!({ "pull_request": { "number": 7 } });
    let text = "Завершение 24 % → 27 %\n\n`$(touch pwned)` \"quoted\" \\ </details>\n";
    let whole = format!("{MARKER}\n{text}");

    let server = github(vec![comment(1, "User", "looks good"), comment(2, "User", &whole)], 201);
    let step = say(&server, text, "true", &event);
    assert_eq!(step.status, 0, "{step:?}");
    assert_eq!(written(&server), [("POST /repos/org/shop/issues/7/comments".to_owned(), whole.clone())]);
    assert!(server.asked().iter().all(|asked| asked.head.contains("Authorization: Bearer secret\r\n")));

    let mut comments: Vec<Value> = (0..150).map(|id| comment(id, "User", "")).collect();
    comments.push(comment(900, "Bot", &format!("{MARKER}\nold")));
    for changed in ["true", "false"] {
        let server = github(comments.clone(), 200);
        say(&server, text, changed, &event);
        assert_eq!(
            written(&server),
            [("PATCH /repos/org/shop/issues/comments/900".to_owned(), whole.clone())]
        );
    }

    let server = github(Vec::new(), 201);
    say(&server, text, "false", &event);
    assert_eq!(written(&server), [], "where nothing has changed no comment is begun");
}

#[test]
fn a_comment_that_cannot_be_written_is_no_failure() {
    if !has_tools() {
        return;
    }
    let event = json!({ "pull_request": { "number": 7 } });
    let server = github(Vec::new(), 403);
    let step = say(&server, "text", "true", &event);
    assert_eq!(step.status, 0);
    assert!(step.said.starts_with("::notice title=journey::The comment could not be written"), "{step:?}");

    for event in [json!({}), json!({ "pull_request": { "number": "7/../../x" } })] {
        let server = github(Vec::new(), 201);
        let step = say(&server, "text", "true", &event);
        assert_eq!((step.status, server.asked().len()), (0, 0), "{step:?}");
    }

    let server = github(Vec::new(), 201);
    say(&server, &"я".repeat(65_600), "true", &event);
    let (_, body) = &written(&server)[0];
    assert!(
        body.starts_with(MARKER) && body.contains("in the summary of the run") && body.len() < 300,
        "{body}"
    );
}

#[test]
fn a_release_is_taken_where_one_is_named_and_sources_are_built_otherwise() {
    if !has_tools() || !has_tool("shasum", "taking a release") {
        return;
    }
    let here = tempfile::tempdir().unwrap();
    let runner = Runner::at(here.path());
    let packed = runner.path("packed");
    fs::create_dir(&packed).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_journey"), packed.join("journey")).unwrap();
    let name = "journey-0.1.0-x86_64-unknown-linux-gnu.tar.gz";
    let archive = packed.join(name);
    let (status, ..) =
        end(Command::new("tar").arg("-czf").arg(&archive).arg("-C").arg(&packed).arg("journey"));
    assert_eq!(status, 0);
    let (_, sum, _) = end(Command::new("shasum").args(["-a", "256", name]).current_dir(&packed));
    let bytes = fs::read(&archive).unwrap();
    for is_sound in [true, false] {
        let (sum, mut bytes) = (sum.clone(), bytes.clone());
        if !is_sound {
            bytes.push(0);
        }
        let server = Server::start(move |asked| match asked.line.as_str() {
            line if line == format!("GET /v0.1.0/{name}") => (200, bytes.clone()),
            line if line == format!("GET /v0.1.0/{name}.sha256") => (200, sum.clone().into_bytes()),
            _ => (404, Vec::new()),
        });
        let install = |version: &str, system: &str| {
            let inputs = [
                ("VERSION", version),
                ("RELEASES", &server.address),
                ("RUNNER_OS", system),
                ("RUNNER_ARCH", "X64"),
            ];
            runner.run("install.sh", &inputs)
        };
        let step = install("0.1.0", "Linux");
        assert_eq!(step.status, if is_sound { 0 } else { 2 }, "{step:?}");
        assert_eq!(step.said.contains("is not what its checksum says"), !is_sound, "{step:?}");
        assert!(install("9.9.9", "Linux").said.contains("cannot be had"));
        assert!(install("0.1.0", "Plan9").said.contains("there is no release for Plan9"));
    }

    runner.program("cargo", "target=\nfor it in \"$@\"; do target=$it; done\nmkdir -p \"$target/release\"; cp \"$(command -v journey)\" \"$target/release/journey\"");
    let step = runner.run("install.sh", &[("VERSION", ""), ("SOURCES", "/the sources")]);
    assert!(step.status == 0 && step.said.contains(env!("CARGO_PKG_VERSION")), "{step:?}");
    let added = fs::read_to_string(runner.path("GITHUB_PATH")).unwrap();
    assert_eq!(added, format!("{}\n", runner.path("journey-bin").display()));
}

#[test]
fn scripts_are_written_with_care() {
    if !has_tool("shellcheck", "the scripts of the action") {
        return;
    }
    let scripts = crate::support::entries(&folder(".github/action"));
    assert!(scripts.len() > 3);
    let (status, said, _) = end(Command::new("shellcheck").args(["-x", "-P", "SCRIPTDIR"]).args(scripts));
    assert_eq!((status, said.as_str()), (0, ""));
}

/// What an expression puts into a script is code.
#[test]
fn no_script_is_put_together_of_inputs() {
    let text = |path: &str| fs::read_to_string(folder(path)).unwrap();
    let workflows: Vec<String> = crate::support::entries(&folder(".github/workflows"))
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let action = text("action.yml");
    for (at, line) in action.lines().chain(workflows.iter().flat_map(|text| text.lines())).enumerate() {
        let is_code = line.trim_start().trim_start_matches("- ").starts_with("run:");
        assert!(!(is_code && line.contains("${{")), "{at}: {line}");
        assert!(!line.trim_end().ends_with("run: |"), "{at}: scripts stand in files: {line}");
        if let Some((_, action)) = line.split_once("uses: ").filter(|(_, action)| !action.starts_with("./")) {
            let commit = action.split_once('@').unwrap().1.split(' ').next().unwrap();
            assert!(
                commit.len() == 40 && action.contains(" # v"),
                "{at}: what is used is named by its commit: {line}"
            );
        }
    }
    let (inputs, steps) = action.split_once("\noutputs:").unwrap();
    let names = inputs
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'))
        .filter(|name| !name.starts_with(' '));
    for name in names.filter(|name| *name != "color" && *name != "icon") {
        assert!(steps.contains(&format!("inputs.{name}")), "the input `{name}` does nothing");
    }
}
