//! In which forms findings are printed, and where to: `--format FORM` and `--format FORM=FILE`.

use crate::cli::{Stop, World};
use crate::report::{FORMS, Findings, Form, Look};
use crate::text::nearest;
use crate::workspace::{ENDING, normal};

/// How wide forms for people are in a file.
const WIDTH: usize = 100;

/// A form, and where it is printed to.
#[derive(Debug, Clone)]
pub(super) struct Output {
    pub(super) form: &'static Form,
    /// The file; none for standard output.
    pub(super) file: Option<String>,
}

/// What is said of `--format`: every form, and what it is for.
pub(super) fn help() -> String {
    let forms = FORMS.iter().map(|form| format!("\n- {}:  {}", form.name, form.docs));
    let head =
        "How reports are printed; with `=FILE` behind it, into that file. May be given several times\n";
    forms.fold(head.to_owned(), |text, form| text + &form)
}

/// Reads `FORM` or `FORM=FILE`.
pub(super) fn read(text: &str) -> Result<Output, String> {
    let (name, file) = match text.split_once('=') {
        Some((name, file)) => (name, Some(file.to_owned())),
        None => (text, None),
    };
    let Some(form) = FORMS.iter().find(|form| form.name == name) else {
        let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
        let way_out = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are `{}`", names.join("`, `")),
        };
        return Err(format!("no form is called `{name}`: {way_out}"));
    };
    match file {
        Some(file) if file.is_empty() => Err(format!("the file is missing behind `{name}=`")),
        Some(file) if file.ends_with(ENDING) => {
            Err(format!("`{file}` is a file of journeys, and reports would be written over it"))
        }
        file => Ok(Output { form, file: file.filter(|file| file != "-") }),
    }
}

/// Whether all of them have a place of their own.
pub(super) fn agree(outputs: &[Output]) -> Result<(), Stop> {
    for (at, output) in outputs.iter().enumerate() {
        if let Some(other) = outputs[..at].iter().find(|other| other.file == output.file) {
            let (one, two) = (other.form.name, output.form.name);
            return Err(Stop::Usage(match &output.file {
                Some(file) => {
                    format!("`{one}` and `{two}` would both be written to `{file}`: name another file")
                }
                None => format!(
                    "`{one}` and `{two}` would both go to standard output: write one into a file, as in `--format {two}=FILE`"
                ),
            }));
        }
    }
    Ok(())
}

/// Prints findings in each form: files first, for whoever reads standard output may stop to.
pub(super) fn print(outputs: &[Output], findings: &Findings<'_>, world: &mut World<'_>) -> Result<(), Stop> {
    let here = world.files.here();
    for output in outputs {
        if let Some(file) = &output.file {
            let mut bytes = Vec::new();
            (output.form.write)(findings, &Look { width: WIDTH, ..Look::PLAIN }, &mut bytes)?;
            world.files.write(&normal(&here, file), &bytes)?;
        }
    }
    for output in outputs.iter().filter(|output| output.file.is_none()) {
        let look = world.look;
        if output.form.is_commands {
            (output.form.write)(findings, &look, world.stdout)?;
        } else {
            (output.form.write)(findings, &look, &mut *world.for_people())?;
        }
    }
    Ok(world.stdout.flush()?)
}
