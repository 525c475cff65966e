//! What happens when the program is told to stop: it ends at once, but not in the middle of writing a file.

use std::sync::Mutex;
use std::time::Duration;

/// How long a command that ends by itself may take for it.
const GRACE: Duration = Duration::from_millis(200);

/// What is called, with the number of the signal.
type OnStop = Box<dyn Fn(i32) + Send>;

/// What is called instead of ending, where a command ends by itself.
static ON_STOP: Mutex<Option<OnStop>> = Mutex::new(None);

/// Sets what is called, with the number of the signal, instead of ending the program.
pub(crate) fn on_stop(call: OnStop) {
    *ON_STOP.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(call);
}

/// Listens for the signals that tell a program to stop.
#[cfg(unix)]
pub(crate) fn listen() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    // Without the signals being heard, they end the program as they always do.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        let call = ON_STOP.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(call) = call {
            call(signal);
            std::thread::sleep(GRACE);
        }
        let _writing = journey::workspace::hold_writing();
        std::process::exit(128 + signal);
    });
}

/// Elsewhere the system ends the program.
#[cfg(not(unix))]
pub(crate) fn listen() {}
