//! One mistake, one report: each folder of tests/golden/one_report is called by a mistake's code, and its project gets
//! that report and no other.

use std::collections::BTreeSet;
use std::path::Path;

use journey::workspace::every_mistake;
use libtest_mimic::Failed;

use crate::support::entries;

/// The mistakes that no file is known to make; tests/limits.rs shows what is said of them.
const WITHOUT_A_FILE: [&str; 1] = ["too-intricate"];

/// Whether the transcript of the case called by `code` has one report, and that of this code.
pub(crate) fn is_one(code: &str, transcript: &str) -> Result<(), Failed> {
    let starts = ["error[", "warning[", "note["];
    let reports: Vec<&str> =
        transcript.lines().filter(|line| starts.iter().any(|start| line.starts_with(start))).collect();
    match reports[..] {
        [report] if report.starts_with(&format!("error[{code}]: ")) => Ok(()),
        _ => Err(format!("there should be one report, `{code}`; there are:\n{}", reports.join("\n")).into()),
    }
}

/// Every mistake that there is has a case in `root`, and there is no case of a mistake that there is not.
pub(crate) fn every_mistake_has_its_case(root: &Path) -> Result<(), Failed> {
    let codes = every_mistake().map(|mistake| mistake.code);
    let codes: BTreeSet<String> =
        codes.filter(|code| !WITHOUT_A_FILE.contains(code)).map(str::to_owned).collect();
    let cases: BTreeSet<String> = entries(&root.join("one_report"))
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    if codes == cases {
        return Ok(());
    }
    let without: Vec<&String> = codes.difference(&cases).collect();
    let unknown: Vec<&String> = cases.difference(&codes).collect();
    Err(format!("mistakes without a case: {without:?}; cases of no mistake: {unknown:?}").into())
}
