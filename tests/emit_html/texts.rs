//! The journeys that tests of the browser are made with.

use std::fmt::Write;

/// Long titles, words without a break, several scripts, emoji, every lane, barriers in every state, arrows every way.
pub(crate) const NASTY: &str = include_str!("nasty.journey");

/// A journey with every statement that holds a text, each a `@`.
pub(crate) const EVERYTHING: &str = r#"
team crew "@" { lead "@"; contact "@" }
person ada "@" { team crew; role "@"; contact "@" }
channel web "@" { kind digital }
channel shop "@" { kind physical }
segment buyers "@" { size 35%; behavior "@"; criteria "@"; need "@"; goal "@" }
segment firms "@"
persona mina "@" { segment buyers; role "@"; goal "@"; motivation "@"; need "@"; quote "@"; says "@"; thinks "@"; does "@"; feels "@"
  pain "@"; gain "@"; evidence "@"; note "@" }
metric rate "@" { unit percent; better higher; source "@" }
lane jobs "@"
lane tone "@"
journey other "@" { owner ada; stage only_one "@" { owner ada; -> end } }
journey shoes "@" {
  for buyers, firms, mina
  goal "@"; goal "@"
  owner crew, ada
  start looking 80%, buying 20%
  volume 12_000 per month
  value 85 EUR
  reviewed 2026-10-01 every 30d
  measure rate 18% target 25% on 2026-09-30
  tag one, two
  note "@"
  link <https://example.com/read>
  opportunity mail "@" { impact high; evidence "@"; note "@"; solution letter "@" { due 2026-01-01; cost 5 EUR; lift 2%; note "@" } }
  stage looking "@" {
    owner crew
    phase awareness
    goal "@"; motivation "@"; action "@"; action unassisted "@"; thought "@"; question "@"; question "@"; need "@"
    emotion -1 "@"
    duration 1d..5d
    lane jobs "@"
    measure rate 18%
    evidence "@" on 2026-09-30
    note "@"
    backstage pick "@" { owner ada; system "@"; system "@"; duration 4h; note "@" }
    touchpoint page "@" {
      channel web, shop
      device phone
      owner ada
      action "@"; thought "@"; question "@"; need "@"; success "@"; success "@"; event "@"; event "@"
      criticality critical
      emotion -2 "@"
      drop 20%
      lane tone "@"
      measure rate 12% target 10%
      evidence review "@" <https://example.com/b>
      note "@"
      barrier sizes "@" {
        severity high; drop 12%
        evidence complaint "@" <https://example.com/c> on 2026-09-30
        note "@"
        solution guide "@" { owner ada; status testing; due 2026-11-21; cost 4_000 EUR; lift 6%; evidence "@"; note "@" }
        solution film "@" { status failed }
      }
      barrier price "@" { severity low; accepted "@" }
      opportunity radar "@" { impact medium; solution bell "@" }
      only firms { need "@"; emotion +1 "@" }
    }
    barrier slow "@" { severity critical; owner ada }
    only firms { question "@"; action unassisted "@"; duration 2w; -> buying 50% when "@"; -> exit }
    -> buying 40% when "@"
    -> exit
  }
  stage buying "@" {
    owner ada
    barrier same "@" { solved by guide }
    -> looking 10% when "@"
    -> journey other 5% when "@"
    -> end
  }
  only firms { stage signing "@" { touchpoint pen "@" -> end } }
}
"#;

/// A journey of so many stages, with something in each of twenty lanes.
pub(crate) fn large(stages: usize) -> String {
    let mut text = String::from("team crew\nchannel web\nmetric rate { unit percent; better higher }\n");
    for lane in 0..8 {
        writeln!(text, "lane row{lane} \"Row {lane}\"").unwrap();
    }
    text += "journey long { owner crew\n";
    for stage in 0..stages {
        writeln!(text, "stage s{stage} \"Stage {stage}\" {{ owner crew; phase purchase; goal \"a goal\"; action \"does it\"").unwrap();
        writeln!(text, "thought \"thinks\"; need \"needs\"; measure rate 18% target 25%").unwrap();
        for lane in 0..8 {
            writeln!(text, "lane row{lane} \"text {lane} of {stage}\"").unwrap();
        }
        writeln!(text, "touchpoint p{stage} \"Point\" {{ channel web; emotion {}; barrier b{stage} \"Hard\" {{ severity high; solution x{stage} \"Mend it\" {{ status planned }} }} }}", stage % 3).unwrap();
        writeln!(text, "opportunity o{stage} \"Better\" {{ impact low }}\nbackstage k{stage} \"Behind\" {{ system \"S\" }}").unwrap();
        match stage + 1 {
            next if next < stages => writeln!(text, "-> s{next} 99%\n-> exit }}").unwrap(),
            _ => writeln!(text, "-> end }}").unwrap(),
        }
    }
    text + "}\n"
}
