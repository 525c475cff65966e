//! Ports that are taken, kinds of addresses that are not there, and machines without a browser.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use super::{Previewing, journey, spawn};
use crate::support::has_tool;

#[test]
fn a_port_in_use_is_told_and_the_next_one_taken() {
    let first = Previewing::start();
    let port = first.port.to_string();
    let text = journey("bread", "Bread");
    let second = Previewing::start_with(&["--port", &port], &[("bread.journey", &text)]);
    assert!(second.port > first.port && second.port < first.port.saturating_add(20));
    let note = format!("note: port {port} is in use, and {} is taken instead", second.port);
    assert!(second.told.contains(&note), "{:?}", second.told);
    second.expect_alive();
    first.expect_alive();
}

#[test]
fn a_port_that_somebody_has_on_the_other_loopback_address_is_in_use() {
    let Ok(other) = TcpListener::bind("[::1]:0") else { return };
    let port = other.local_addr().unwrap().port();
    let text = journey("bread", "Bread");
    let previewing = Previewing::start_with(&["--port", &port.to_string()], &[("bread.journey", &text)]);
    assert_ne!(previewing.port, port);
}

#[test]
fn twenty_ports_in_use_are_enough() {
    // Any row of twenty that can be had.
    let (first, taken) = (20_000..60_000)
        .step_by(20)
        .find_map(|first| {
            let taken: Option<Vec<_>> =
                (first..first + 20).map(|port| TcpListener::bind(("127.0.0.1", port)).ok()).collect();
            Some((first, taken?))
        })
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bread.journey"), journey("bread", "Bread")).unwrap();
    let (mut process, lines) = spawn(folder.path(), &["--port", &first.to_string()]);
    assert_eq!(process.wait().unwrap().code(), Some(2));
    let told = lines.iter().collect::<Vec<_>>().join("\n");
    assert_eq!(
        told,
        format!("error: the ports {first} to {} are all in use: name another by `--port`", first + 19)
    );
    drop(taken);
}

#[test]
fn a_machine_without_the_newer_addresses_has_its_pages_at_the_older_one() {
    if !has_tool("unshare", "a machine without IPv6") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bread.journey"), journey("bread", "Bread")).unwrap();
    let script = "ip link set lo up && sysctl -qw net.ipv6.conf.all.disable_ipv6=1 2>/dev/null || \
                  echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6 || exit 77; \
                  timeout -s INT 2 \"$0\" preview --port 4321";
    let ran = Command::new("unshare")
        .args(["-rn", "sh", "-c", script, env!("CARGO_BIN_EXE_journey")])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&ran.stdout);
    if told.is_empty() {
        eprintln!("skipped: no network of one's own: {}", String::from_utf8_lossy(&ran.stderr));
        return;
    }
    assert!(told.contains("the maps are at http://localhost:4321/"), "{told}");
}

#[test]
fn without_a_browser_the_address_is_enough() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bread.journey"), journey("bread", "Bread")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_journey"));
    command.args(["preview", "--port", "0", "--open"]).current_dir(folder.path());
    let (reader, writer) = std::io::pipe().unwrap();
    command.env("PATH", folder.path()).stdin(Stdio::null());
    command.stderr(writer.try_clone().unwrap()).stdout(writer);
    let mut process = command.spawn().unwrap();
    drop(command);
    let told = std::io::BufRead::lines(std::io::BufReader::new(reader)).map_while(Result::ok);
    let told: Vec<String> = told.take(3).collect();
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(told.iter().any(|line| line.starts_with("the maps are at http://localhost:")), "{told:?}");
    if cfg!(target_os = "linux") {
        let note = "note: there is no `xdg-open` that would open a browser; open the address above by hand";
        assert!(told.iter().any(|line| line == note), "{told:?}");
    }
}
