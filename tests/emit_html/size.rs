//! Very large maps: a thousand stages with twenty lanes.

use std::time::Instant;

use crate::support::browser::Browser;
use crate::texts::large;
use crate::{Opened, page_of};

#[test]
fn a_thousand_stages_with_twenty_lanes_open() {
    let Some(browser) = Browser::start("that a map of 1,000 stages opens soon") else { return };
    let html = page_of(&large(1000));
    let opened = Opened::new(&html);
    let page = browser.page();
    let start = Instant::now();
    page.open(&opened.url);
    // Laid out and drawn, not only read.
    page.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    let took = start.elapsed();
    assert_eq!(page.eval("document.querySelectorAll('#\\\\~map .stages > th').length"), 1000);
    let lanes = page.eval("document.querySelectorAll('#\\\\~map tbody > tr:not(.vis)').length");
    assert_eq!(lanes, 20);
    // What is far from the start follows once the page is open.
    page.wait_for("document.getElementById('~map').classList.contains('whole')");
    let last =
        "document.querySelector('#\\\\~map .l-goals td:last-child p').getBoundingClientRect().height > 0";
    page.wait_for(last);
    eprintln!("a page of {} MB opened in {took:?}", html.len() / 1_000_000);
}
