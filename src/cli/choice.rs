//! Which journeys a command is about, and as whom they are seen.

use clap::Args;

use crate::cli::Stop;
use crate::model::{Audience, Declaration, Journey, Model};
use crate::text::nearest;
use crate::value::Name;
use crate::view::View;
use crate::workspace::Snapshot;

/// Some of the journeys of a project.
#[derive(Debug, Args)]
pub(crate) struct Choice {
    /// Only this journey
    #[arg(long, value_name = "NAME")]
    journey: Option<String>,

    /// As this segment or persona sees it
    #[arg(long = "for", value_name = "AUDIENCE")]
    audience: Option<String>,
}

impl Choice {
    /// The journeys that are asked for, each as the audience that is asked for sees it.
    pub(crate) fn views<'a>(&self, snapshot: &'a Snapshot) -> Result<Vec<View<'a>>, Stop> {
        let model = snapshot.model();
        let asked: Vec<_> =
            model.journeys().filter(|(_, journey)| snapshot.is_asked(journey.declared.source())).collect();
        let mut chosen = asked.clone();
        if let Some(name) = &self.journey {
            let wanted = Name::new(name);
            chosen.retain(|(_, journey)| *journey.name() == wanted);
            if chosen.is_empty() {
                return Err(unknown(
                    "journey",
                    name,
                    asked.iter().map(|(_, journey)| journey.name().as_str()),
                ));
            }
        }
        let Some(name) = &self.audience else {
            return Ok(chosen.into_iter().map(|(id, _)| View::new(model, id, None)).collect());
        };
        let wanted = Name::new(name);
        let known =
            model.segments().map(|(_, it)| it.name()).chain(model.personas().map(|(_, it)| it.name()));
        let known: Vec<&str> = known.map(Name::as_str).collect();
        if !known.contains(&wanted.as_str()) {
            return Err(unknown("segment or persona", name, known));
        }
        let views = chosen.into_iter().filter_map(|(id, journey)| {
            audience(model, journey, &wanted).map(|audience| View::new(model, id, Some(audience)))
        });
        let views: Vec<View<'_>> = views.collect();
        if views.is_empty() {
            return Err(Stop::Usage(format!("no journey that was asked for is for `{name}`")));
        }
        Ok(views)
    }
}

/// The audience of this name that a journey is for, itself or as one of a segment that it is for.
fn audience(model: &Model, journey: &Journey, name: &Name) -> Option<Audience> {
    let served: Vec<Audience> = journey.audiences.iter().filter_map(|said| said.value.found()).collect();
    let itself = served.iter().copied().find(|audience| model.audience(*audience).name == *name);
    itself.or_else(|| {
        let personas = model.personas().filter(|(_, persona)| persona.name() == name);
        let mut of_segment = personas.filter(|(_, persona)| {
            let segment = persona.segment.as_ref().and_then(|said| said.value.found());
            segment.is_some_and(|segment| served.contains(&Audience::Segment(segment)))
        });
        of_segment.next().map(|(id, _)| Audience::Persona(id))
    })
}

fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Stop {
    let near = nearest(name, known).map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
    Stop::Usage(format!("no {kind} is called `{name}`{near}"))
}
