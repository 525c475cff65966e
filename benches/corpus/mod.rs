//! Journeys to measure on: one of the size of a real one, written over and over under new names.

use std::fmt::Write;

/// What the journeys name.
const SHARED: &str = r#"team marketing "Marketing" { lead "Ines Moreau"; contact "marketing@example.com" }
team shop "The web shop"
team design "Design"
team logistics "Logistics"
channel social "Social media" { kind digital }
channel web_shop "Web shop" { kind digital }
channel parcel "Parcel" { kind physical }
metric repeat_rate "Repeat purchases" { unit percent; better higher; source "Order database, monthly" }
segment twice_a_year "Buys twice a year" {
  size 35%
  behavior "Orders from the phone, late in the evening"
  criteria "Price", "Delivery date", "Easy returns"
}
segment b2b "Firms" { need "An invoice in the firm's name" }
"#;

/// A journey: `NUMBER` stands where its name is.
const JOURNEY: &str = r#"
// Drawn in the workshop of the first of October, with everyone at one table.
journey running_shoes_NUMBER "Buying running shoes online" {
  for twice_a_year, b2b
  goal "New shoes on my feet before Saturday's run"
  owner shop
  start awareness 80%, comparison 20%
  volume 12_000 per month
  value 85 EUR
  reviewed 2026-10-01 every 90d

  stage awareness "Becoming aware" {
    owner marketing
    phase awareness
    motivation "The old pair is worn out"
    duration 2d
    touchpoint video_ad "Video ad" {
      channel social
      device phone
      action "Taps the ad"
      success "Lands on the product page"
      criticality medium
      emotion +1 "Curious"
    }
    -> comparison 82%
    -> exit
  }

  stage comparison "Comparing" {
    owner shop
    phase consideration
    question "Will they fit?"
    action unassisted "Measures a foot at home"
    duration 1d..5d
    touchpoint product_page "Product page" {
      channel web_shop
      criticality critical
      success "Puts a pair into the basket"
      event "product_viewed"
      drop 25%
      emotion -2 "No idea which size to take"
      measure repeat_rate 18% target 25% on 2026-09-30
      // The one that costs us most.
      barrier no_size_guide "Sizes differ between brands" {
        severity high
        drop 20%
        evidence complaint "31 complaints in the reviews of Q3" <https://example.com/reviews> on 2026-09-30
        solution size_guide "A size guide on every product page" {
          owner design
          status testing
          due 2026-12-15
          cost 4_000 EUR
          lift 6%
        }
      }
    }
    only b2b {
      need "An invoice in the company's name"
    }
    -> purchase 50%
    -> awareness 15% when "Looks at another brand first"
    -> exit
  }

  stage purchase "Buying" {
    owner shop, logistics
    phase purchase
    touchpoint delivery "The parcel arrives" { channel parcel; emotion +2 "At last" }
    backstage picking "The warehouse picks the order" {
      owner logistics
      system "WMS"
    }
    -> wearing 96%
    -> exit
  }

  stage wearing "Wearing them" {
    owner shop
    phase loyalty
    touchpoint letter "A letter after a month" { channel social }
    -> end
  }
}
"#;

/// One file of at least `bytes` bytes.
pub(crate) fn file(bytes: usize) -> String {
    let mut text = SHARED.to_owned();
    let mut number = 0;
    while text.len() < bytes {
        text.push_str(&JOURNEY.replace("NUMBER", &number.to_string()));
        number += 1;
    }
    text
}

/// A project of `files` files of about `bytes` bytes each, and one that they all import.
#[allow(dead_code, reason = "not every benchmark is of a project")]
pub(crate) fn project(files: usize, bytes: usize) -> Vec<(String, String)> {
    let mut project = vec![("shared.journey".to_owned(), SHARED.to_owned())];
    let mut number = 0;
    for file in 0..files {
        let mut text = "import \"../shared.journey\"\n".to_owned();
        while text.len() < bytes {
            text.push_str(&JOURNEY.replace("NUMBER", &number.to_string()));
            number += 1;
        }
        project.push((format!("{}/journeys_{file}.journey", file / 100), text));
    }
    project
}

/// One journey of `stages` stages in a row, with an arrow back from every tenth.
#[allow(dead_code, reason = "not every benchmark is of one long journey")]
pub(crate) fn long_journey(stages: usize) -> String {
    let mut text = format!("{SHARED}\njourney long {{\n");
    for stage in 0..stages {
        let next = if stage + 1 == stages { "end".to_owned() } else { format!("s{}", stage + 1) };
        let back = if stage % 10 == 9 { format!("    -> s{} 5%\n", stage - 5) } else { String::new() };
        // Writing into a text does not fail.
        let _ = write!(
            text,
            "  stage s{stage} \"Stage {stage}\" {{\n    owner shop\n    touchpoint t{stage} {{ channel web_shop; emotion +1 }}\n{back}    -> {next} 95%\n  }}\n"
        );
    }
    text.push_str("}\n");
    text
}
