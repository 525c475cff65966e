//! `Editor`: the address by which a browser opens a place in an editor.

use crate::text::nearest;

/// The address by which a browser opens a place in an editor; none where it is copied instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// With `{path}`, `{line}` and `{column}` in it.
    pub address: Option<String>,
}

/// An editor that is known by name.
struct Known {
    name: &'static str,
    /// What its program is called where it is not called by its name.
    programs: &'static [&'static str],
    address: &'static str,
}

/// Every editor that is known. Paths start with a slash.
const KNOWN: [Known; 9] = [
    Known { name: "vscode", programs: &["code"], address: "vscode://file{path}:{line}:{column}" },
    Known {
        name: "vscode-insiders",
        programs: &["code-insiders"],
        address: "vscode-insiders://file{path}:{line}:{column}",
    },
    Known { name: "vscodium", programs: &["codium"], address: "vscodium://file{path}:{line}:{column}" },
    Known { name: "cursor", programs: &[], address: "cursor://file{path}:{line}:{column}" },
    Known { name: "windsurf", programs: &[], address: "windsurf://file{path}:{line}:{column}" },
    Known { name: "zed", programs: &["zeditor"], address: "zed://file{path}:{line}:{column}" },
    Known {
        name: "idea",
        programs: &["idea64", "webstorm", "pycharm"],
        address: "idea://open?file={path}&line={line}&column={column}",
    },
    Known {
        name: "sublime",
        programs: &["subl"],
        address: "subl://open?url=file://{path}&line={line}&column={column}",
    },
    Known {
        name: "textmate",
        programs: &["mate"],
        address: "txmt://open?url=file://{path}&line={line}&column={column}",
    },
];

/// Kinds of addresses that editors have and that are not of a known one.
const MORE_SCHEMES: [&str; 8] =
    ["emacs", "gvim", "jetbrains", "mvim", "nova", "nvim", "org-protocol", "phpstorm"];

impl Editor {
    /// Reads what the command line says: a name, `none`, or an address of one's own.
    pub fn read(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self { address: None });
        }
        if let Some(known) = KNOWN.iter().find(|known| known.name == text) {
            return Ok(Self { address: Some(known.address.to_owned()) });
        }
        let Some((scheme, _)) = text.split_once("://") else { return Err(unknown(text)) };
        let schemes =
            KNOWN.iter().filter_map(|known| known.address.split_once(':')).map(|(scheme, _)| scheme);
        let mut schemes: Vec<&str> = schemes.chain(MORE_SCHEMES).collect();
        if !schemes.contains(&scheme) {
            schemes.sort_unstable();
            let schemes = schemes.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
            return Err(format!("`{scheme}` is no scheme of an editor; there are {schemes}"));
        }
        if !text.contains("{path}") {
            return Err(format!("`{text}` does not say where the `{{path}}` goes"));
        }
        if text.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
            return Err(format!("`{text}` has a blank in it, which an address writes as `%20`"));
        }
        Ok(Self { address: Some(text.to_owned()) })
    }

    /// The editor that one works with, as `VISUAL` and `EDITOR` say it; where they name none that is known, VS Code.
    pub fn usual(environment: impl Fn(&str) -> Option<String>) -> Self {
        let said = ["VISUAL", "EDITOR"].iter().filter_map(|name| environment(name));
        let known = said.filter_map(|command| {
            let program = command.split_whitespace().next()?.to_owned();
            let name = program.rsplit(['/', '\\']).next()?.trim_end_matches(".exe").to_owned();
            KNOWN.iter().find(|known| known.name == name || known.programs.contains(&name.as_str()))
        });
        Self { address: Some({ known }.next().map_or(KNOWN[0].address, |known| known.address).to_owned()) }
    }
}

/// What is said of a name that is none.
fn unknown(name: &str) -> String {
    let names = || KNOWN.iter().map(|known| known.name).chain(["none"]);
    if let Some(near) = nearest(name, names()) {
        return format!("no editor is called `{name}`: did you mean `{near}`?");
    }
    let names = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    format!(
        "no editor is called `{name}`: say one of {names}, or an address such as `zed://file{{path}}:{{line}}`"
    )
}
