//! A table below the map, or on the page of all journeys.

use crate::emit::html::words;

/// A table. Columns in which nothing stands are left out; the first heads its rows.
pub(super) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    class: &'static str,
}

impl Table {
    pub(super) fn new(head: impl IntoIterator<Item = String>) -> Self {
        Self { head: head.into_iter().collect(), rows: Vec::new(), class: "list" }
    }

    pub(super) fn with_head<const N: usize>(head: [&str; N]) -> Self {
        Self::new(head.map(str::to_owned))
    }

    /// One whose cells hold signs: stages run down it, and whoever meets there across.
    pub(super) fn matrix(head: impl IntoIterator<Item = String>) -> Self {
        Self { class: "matrix", ..Self::new([words::STAGE.to_owned()].into_iter().chain(head)) }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Writes it as a section of its own; nothing if it has no row.
    pub(super) fn write(&self, id: &str, title: &str, legend: &str, out: &mut String) {
        if self.rows.is_empty() {
            return;
        }
        let kept: Vec<usize> = (0..self.head.len())
            .filter(|at| self.rows.iter().any(|row| row.get(*at).is_some_and(|it| !it.is_empty())))
            .collect();
        *out += &format!("<section class=\"more\" id=\"~{id}\"><h2>{title}</h2>");
        if !legend.is_empty() {
            *out += &format!("<p class=\"legend\">{legend}</p>");
        }
        *out += &format!(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table class=\"{}\"><thead><tr>",
            self.class
        );
        for at in &kept {
            *out += &format!("<th scope=\"col\">{}</th>", self.head[*at]);
        }
        *out += "</tr></thead><tbody>\n";
        for row in &self.rows {
            *out += "<tr>";
            for at in &kept {
                let tag = if *at == 0 { "th scope=\"row\"" } else { "td" };
                *out += &format!("<{tag}>{}</{}>", row[*at], &tag[..2]);
            }
            *out += "</tr>\n";
        }
        *out += "</tbody></table></div></section>\n";
    }
}
