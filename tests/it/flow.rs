//! Figures of journeys, compared with those worked out by hand and with those of customers who are followed step by step.

use std::time::{Duration, Instant};

use journey::flow::Flow;
use journey::view::View;
use journey::view::board::{Board, Goal};
use proptest::collection::vec;
use proptest::prelude::Strategy;
use proptest::test_runner::{Config, RngSeed};
use proptest::{prop_assert, prop_assert_eq, proptest};

use crate::snapshot;
use crate::support::Files;
use crate::texts::alone;

/// The board of the one journey in `text`, for nobody in particular.
fn board(text: &str) -> Board {
    let files: Files = alone(text);
    let snapshot = snapshot(&files);
    let (id, _) = snapshot.model().journeys().next().expect("a journey");
    Board::new(&View::new(snapshot.model(), id, None))
}

fn flow(text: &str) -> Flow {
    Flow::new(&board(text))
}

/// The visits to the stages and how many reach them, in tenths of a percent: `1000/1000 420/420 -/-`.
fn told(flow: &Flow) -> String {
    let stages = flow.stages.iter().map(|it| format!("{}/{}", figure(it.visits), figure(it.reach)));
    stages.collect::<Vec<_>>().join(" ")
}

/// Those who complete, are lost, go on elsewhere, are left open, and are stuck.
fn ends(flow: &Flow) -> String {
    let onward = flow.onward.iter().map(|(_, it)| figure(*it)).collect::<Vec<_>>().join("+");
    let [completes, lost, open, stuck] = [flow.completes, flow.lost, flow.open, flow.stuck].map(figure);
    format!("{completes} {lost} {onward} {open} {stuck}")
}

fn figure(figure: Option<f64>) -> String {
    figure.map_or("-".to_owned(), |it| format!("{}", (it * 1000.0).round()))
}

#[test]
fn customers_go_along_the_arrows() {
    let flow = flow(
        "journey a { start x 80%, y 20%
           stage x { -> y 50%; -> exit }
           stage y { -> end 75%; -> journey b 5%; -> exit } }
         journey b { stage z { -> end } }",
    );
    assert_eq!(told(&flow), "800/800 600/600");
    assert_eq!(ends(&flow), "450 520 30 0 0");
    assert_eq!(flow.starts, [Some(0.8), Some(0.2)]);
    let stage = flow.stages[1];
    assert_eq!([stage.completes, stage.lost, stage.open].map(figure), ["450", "120", "0"]);
    assert_eq!(
        flow.ways.iter().map(|way| figure(*way)).collect::<Vec<_>>(),
        ["400", "400", "450", "30", "120"]
    );
}

#[test]
fn a_back_arrow_is_more_visits_and_not_more_customers() {
    // Of two who come to `y`, one goes back: 1 + 1/4 + 1/16 … visits to `x`.
    let flow = flow("journey a { stage x { -> y 50%; -> exit } stage y { -> x 50%; -> end } }");
    assert_eq!(told(&flow), "1333/1000 667/500");
    assert_eq!(ends(&flow), "333 667  0 0");
    // One that leads to its own stage.
    let flow = self::flow("journey a { stage x { -> x 75%; -> y } stage y { -> end 50%; -> exit } }");
    assert_eq!(told(&flow), "4000/1000 1000/1000");
}

#[test]
fn what_no_arrow_takes_is_neither_lost_nor_complete() {
    let flow = flow("journey a { start x 90%; stage x { -> y 60%; -> exit 30% } stage y { -> end 100% } }");
    assert_eq!(ends(&flow), "540 270  190 0");
    assert_eq!(figure(flow.stages[0].open), "90");
    // Nobody was left out who was only rounded away.
    let flow = self::flow(
        "journey a { stage x { -> y 33.33%; -> z 33.33%; -> exit 33.33% } stage y { -> end 100% } stage z { -> end 100% } }",
    );
    assert_eq!(ends(&flow), "667 333  0 0");
    // Nothing is said of where those go who come to a stage without arrows.
    assert_eq!(ends(&self::flow("journey a { stage x { -> y 40%; -> end } stage y }")), "600 0  400 0");
}

#[test]
fn what_depends_on_an_unknown_flow_is_unknown() {
    let flow = flow(
        "journey a { stage x { -> y 50%; -> z 25%; -> exit } stage y { -> end; -> w }
           stage z { -> end 100% } stage w { -> end 100% } }",
    );
    assert_eq!(told(&flow), "1000/1000 500/500 250/250 -/-");
    assert_eq!(ends(&flow), "- 250  0 0");
    // Who comes to a stage at all is known up to where the flow is not, even where arrows lead back from there.
    let flow = self::flow(
        "journey a { stage x { -> y 50%; -> exit } stage y { -> z 50%; -> exit } stage z { -> x; -> w } stage w { -> end 100% } }",
    );
    assert_eq!(told(&flow), "-/1000 -/500 -/250 -/-");
    assert_eq!(ends(&flow), "- -  0 -");
    // Of nobody, no part is unknown.
    let flow = self::flow(
        "journey a { stage x { -> end 100%; -> y 0% } stage y { -> z; -> end } stage z { -> end } }",
    );
    assert_eq!(told(&flow), "1000/1000 0/0 0/0");
    assert_eq!(ends(&flow), "1000 0  0 0");
    // Nor is it known how customers divide on starts that do not say.
    let flow = self::flow("journey a { start x, y; stage x { -> end 100% } stage y { -> end 100% } }");
    assert_eq!(told(&flow), "-/- -/-");
}

#[test]
fn who_goes_in_circles_is_stuck() {
    let flow = flow(
        "journey a { stage x { -> y 30%; -> end } stage y { -> z 100% } stage z { -> y 100% } stage w { -> w 100% } }",
    );
    assert_eq!(told(&flow), "1000/1000 -/300 -/300 0/0");
    assert_eq!(ends(&flow), "700 0  0 300");
}

#[test]
fn a_stage_for_some_has_no_figures_for_all() {
    let text = "segment b2b \"B\"\njourney a { for b2b; stage x { -> end 100% }\nonly b2b { stage y { -> end 100% } } }";
    assert_eq!(told(&flow(text)), "1000/1000 -/-");
}

#[test]
fn ten_thousand_stages_are_quick() {
    let long = |arrows: fn(usize) -> String| {
        let stages = (0..10_000).map(|stage| format!("stage s{stage} {{ {} }}\n", arrows(stage)));
        board(&format!("journey long {{ {} }}", stages.collect::<String>()))
    };
    let straight =
        long(
            |stage| {
                if stage == 9_999 { "-> end".to_owned() } else { format!("-> s{} 99.9%; -> exit", stage + 1) }
            },
        );
    let back = long(|stage| match stage {
        0 => "-> s1 90%; -> exit".to_owned(),
        9_999 => "-> end 40%; -> s0 40%; -> exit".to_owned(),
        _ => format!("-> s{} 85%; -> s{} 10%; -> s{} 4%; -> exit", stage + 1, stage - 1, stage / 2),
    });
    let unknown =
        long(|stage| if stage == 9_999 { "-> end".to_owned() } else { format!("-> s{}", stage + 1) });
    let start = Instant::now();
    let straight = Flow::new(&straight);
    assert!((straight.stages[9_999].visits.unwrap() - 0.999_f64.powi(9_999)).abs() < 1e-12);
    let back = Flow::new(&back);
    assert!(back.stages.iter().all(|it| it.visits.is_some() && it.reach.unwrap() <= 1.0));
    assert_eq!(Flow::new(&unknown).completes, None);
    // Each takes some milliseconds; were time quadratic, it would be minutes.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// A journey: by stage, arrows to stages, or to `end` with the number after the last, with shares in percent. No shares
/// stand in a stage whose flow is unknown.
#[derive(Debug, Clone)]
struct Made {
    arrows: Vec<Vec<(usize, usize)>>,
    is_unknown: Vec<bool>,
}

const STAGES: usize = 5;

fn made() -> impl Strategy<Value = Made> {
    let arrows = vec(vec((0..=STAGES, 0..=8_usize), 1..4), STAGES);
    (arrows, vec(0..6_usize, STAGES)).prop_map(|(mut arrows, dice)| {
        for arrows in &mut arrows {
            arrows.sort_unstable();
            arrows.dedup_by_key(|(to, _)| *to);
            let mut left = 100;
            for (_, share) in arrows {
                *share = (*share * 10).min(left);
                left -= *share;
            }
        }
        Made { arrows, is_unknown: dice.into_iter().map(|die| die == 0).collect() }
    })
}

impl Made {
    fn text(&self) -> String {
        let mut text = "journey made {\n".to_owned();
        for (stage, arrows) in self.arrows.iter().enumerate() {
            text += &format!("stage s{stage} {{\n");
            for (to, share) in arrows {
                let to = if *to == STAGES { "end".to_owned() } else { format!("s{to}") };
                let share = if self.is_unknown[stage] { String::new() } else { format!(" {share}%") };
                text += &format!("-> {to}{share}\n");
            }
            text += "}\n";
        }
        text + "}\n"
    }

    /// The same with known shares where they were unknown: all to the first of a stage's arrows, or to the last.
    fn known(&self, last: Last) -> Self {
        let mut known = self.clone();
        for (stage, arrows) in
            known.arrows.iter_mut().enumerate().filter(|(stage, _)| self.is_unknown[*stage])
        {
            let chosen = match last {
                Last::Yes => arrows.len() - 1,
                Last::No => 0,
            };
            arrows
                .iter_mut()
                .enumerate()
                .for_each(|(number, it)| it.1 = if number == chosen { 90 } else { 0 });
            known.is_unknown[stage] = false;
        }
        known
    }

    /// Follows customers step by step: visits to each stage, those who ever come there, and those who complete. Those
    /// who come to `until` go no further. None if some are still under way after many steps.
    fn follow(&self, until: Option<usize>) -> Option<(Vec<f64>, f64)> {
        let mut here = vec![0.0; STAGES];
        here[0] = 1.0;
        let (mut visits, mut complete) = (vec![0.0; STAGES], 0.0);
        for _ in 0..3_000 {
            let mut next = vec![0.0; STAGES];
            for (stage, arrows) in self.arrows.iter().enumerate() {
                visits[stage] += here[stage];
                for (to, share) in arrows.iter().filter(|_| until != Some(stage)) {
                    let customers = here[stage] * *share as f64 / 100.0;
                    if *to == STAGES { complete += customers } else { next[*to] += customers }
                }
            }
            here = next;
        }
        (here.iter().sum::<f64>() < 1e-12).then_some((visits, complete))
    }
}

#[derive(Debug, Clone, Copy)]
enum Last {
    Yes,
    No,
}

fn config() -> Config {
    let rng_seed = match Config::default().rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_261_122),
        seed @ RngSeed::Fixed(_) => seed,
    };
    Config { cases: 800, rng_seed, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn figures_are_those_of_customers_who_are_followed(made in made()) {
        let board = board(&made.text());
        let flow = Flow::new(&board);
        prop_assert_eq!(&flow, &Flow::new(&board));
        let is_near = |a: f64, b: f64| (a - b).abs() < 1e-9 * a.abs().max(1.0);
        for last in [Last::No, Last::Yes] {
            let known = made.known(last);
            if let Some((visits, complete)) = known.follow(None) {
                for (stage, figures) in flow.stages.iter().enumerate() {
                    let right = figures.visits.is_none_or(|it| is_near(it, visits[stage]));
                    prop_assert!(right, "visits to {}: {:?}, not {}\n{}", stage, figures, visits[stage], made.text());
                }
                prop_assert!(flow.completes.is_none_or(|it| is_near(it, complete)), "{:?}\n{}", flow, made.text());
                prop_assert!(made.is_unknown.contains(&true) || flow.completes.is_some());
            }
            for (stage, figures) in flow.stages.iter().enumerate() {
                let Some((visits, _)) = known.follow(Some(stage)) else { continue };
                let right = figures.reach.is_none_or(|it| it <= 1.0 && is_near(it, visits[stage]));
                prop_assert!(right, "{} is reached by {:?}, not {}\n{}", stage, figures, visits[stage], made.text());
                prop_assert!(made.is_unknown.contains(&true) || figures.reach.is_some());
            }
        }
        let goals = board.arrows.iter().filter(|way| matches!(way.to, Goal::End | Goal::Exit | Goal::Journey(_)));
        prop_assert!(goals.count() <= STAGES);
        let ends = [flow.completes, flow.lost, flow.open, flow.stuck].into_iter().sum::<Option<f64>>();
        prop_assert!(ends.is_none_or(|all| is_near(all, 1.0)), "{:?}", flow);
    }
}
