//! Opens an address in the browser that people use, by what each system has for it.

use std::process::{Child, Command, Stdio};

/// A browser that is being opened.
#[derive(Debug)]
pub struct Opening {
    opener: Option<Child>,
    program: &'static str,
}

/// Programs that open an address, the first that is there.
const OPENERS: &[(&str, &[&str])] = if cfg!(windows) {
    &[("rundll32", &["url.dll,FileProtocolHandler"])]
} else if cfg!(target_os = "macos") {
    &[("open", &[])]
} else {
    &[("xdg-open", &[]), ("wslview", &[]), ("sensible-browser", &[])]
};

/// Opens `url`, and does not wait for it.
pub fn open(url: &str) -> Opening {
    for (program, arguments) in OPENERS {
        let mut command = Command::new(program);
        command.args(*arguments).arg(url);
        if let Ok(opener) = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
            return Opening { opener: Some(opener), program };
        }
    }
    Opening { opener: None, program: OPENERS.first().map_or("", |(program, _)| program) }
}

impl Opening {
    /// Why no browser was opened, if it is known that none was. It is told once.
    pub fn failure(&mut self) -> Option<String> {
        let program = std::mem::take(&mut self.program);
        if program.is_empty() {
            return None;
        }
        let Some(opener) = &mut self.opener else {
            return Some(format!("there is no `{program}` that would open a browser"));
        };
        match opener.try_wait() {
            // It may run for as long as the browser does.
            Ok(None) => {
                self.program = program;
                None
            }
            Ok(Some(status)) if status.success() => None,
            Ok(Some(_)) => Some(format!("`{program}` found no browser to open")),
            Err(error) => Some(format!("`{program}`: {error}")),
        }
    }
}
