//! A signal ends every command soon, with the status that shells expect, and nothing is left half-written.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::{Chance, Ended, Folder, PATIENCE, journey_of};
use crate::tries;

/// The signals that tell a program to stop, and how it ends then.
const SIGNALS: [(&str, i32); 3] = [("INT", 130), ("TERM", 143), ("HUP", 129)];

/// Ten times what a stop may take.
const SOON: Duration = Duration::from_secs(5);

fn project() -> Folder {
    let folder = Folder::new(&[("journey.toml", "")]);
    for at in 0..40 {
        let name = format!("bread_{at}");
        folder.write(&format!("{name}.journey"), &journey_of(&name, &"Buying bread ".repeat(30)));
    }
    folder
}

/// Tells a process to stop. Tells how it ended, and how long that took.
fn stop(mut child: Child, signal: &str) -> (Ended, Duration) {
    let start = Instant::now();
    // It may have ended by itself.
    let told = Command::new("kill")
        .args([&format!("-{signal}"), &child.id().to_string()])
        .stderr(Stdio::null())
        .status();
    told.unwrap();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().unwrap() {
            let took = start.elapsed();
            return (Ended { status, stdout: String::new(), stderr: String::new() }, took);
        }
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("SIG{signal} does not end it");
}

/// Stops a command at many moments of its first `span`, and looks how it ends. `own` is how it may end by itself.
fn stopped_at_many_moments(arguments: &[&str], span: Duration, own: Option<i32>) {
    let mut chance = Chance(5);
    let (mut stopped, mut longest) = (0, Duration::ZERO);
    for round in 0..tries(20, 200) {
        let folder = project();
        let (signal, code) = SIGNALS[round % SIGNALS.len()];
        let mut command = folder.journey(arguments.iter().copied());
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(span.mul_f64(chance.below(600) as f64 / 1_000.0));
        let (ended, took) = stop(child, signal);
        assert!(ended.code() == code || Some(ended.code()) == own, "{arguments:?}, SIG{signal}: {ended:#?}");
        assert!(took < SOON, "{arguments:?}, SIG{signal}: ended after {took:?}");
        assert_eq!(folder.half_written("out"), Vec::<String>::new(), "{arguments:?}, SIG{signal}");
        stopped += usize::from(ended.code() == code);
        longest = longest.max(took);
    }
    eprintln!("{arguments:?}: {stopped} were stopped, the slowest in {longest:?}");
    assert!(stopped > 0, "{arguments:?}: every one had ended by itself");
}

/// How long a command takes that ends by itself.
fn span(arguments: &[&str]) -> Duration {
    let folder = project();
    let start = Instant::now();
    let mut command = folder.journey(arguments.iter().copied());
    assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
    start.elapsed()
}

#[test]
fn check_is_stopped() {
    stopped_at_many_moments(&["check"], span(&["check"]), Some(0));
}

#[test]
fn build_is_stopped() {
    stopped_at_many_moments(&["build"], span(&["build"]), Some(0));
}

#[test]
fn watch_is_stopped() {
    stopped_at_many_moments(&["watch", "--no-clear"], span(&["build"]) * 2, None);
}

#[test]
fn what_waits_for_its_input_is_stopped() {
    for (signal, code) in SIGNALS {
        let folder = project();
        let mut command = folder.journey(["check", "-"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(300));
        let (ended, took) = stop(child, signal);
        assert!(ended.code() == code && took < SOON, "SIG{signal}: {ended:#?} after {took:?}");
    }
}
