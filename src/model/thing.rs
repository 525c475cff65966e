//! `Thing`: any declaration of a project, and what is said of it, asked for by the words of the language.
//!
//! Whoever knows what he looks for reads the declarations themselves. This is for those who are told at run time what to
//! look for. One arm a word, as in `build`.

use crate::model::{
    Backstage, Barrier, Channel, Declaration, Declared, Extra, Id, Journey, Lane, List, Metric, Model, Once,
    OnlyId, Opportunity, Part, Person, Persona, Said, Segment, Solution, Stage, Team, Touchpoint,
    WithinBarrier, WithinJourney, WithinTrouble,
};
use crate::vocabulary::{Assistance, Place, Word};

/// Any declaration.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub enum Thing<'m> {
    Team(&'m Team),
    Person(&'m Person),
    Channel(&'m Channel),
    Segment(&'m Segment),
    Persona(&'m Persona),
    Metric(&'m Metric),
    Lane(&'m Lane),
    Journey(Id<Journey>, &'m Journey),
    Stage(Id<Stage>, &'m Stage),
    Touchpoint(&'m Touchpoint),
    Barrier(&'m Barrier),
    Opportunity(&'m Opportunity),
    Solution(&'m Solution),
    Backstage(&'m Backstage),
}

/// A statement that was made, with the choice that it makes if it is one of a few words.
pub type Saying = Said<Option<&'static str>>;

/// The field of a thing, if it is one of the kinds that have it.
macro_rules! field {
    ($thing:expr, $field:ident of $($kind:ident)|+) => {
        match $thing {
            $(field!(@pattern $kind it) => Some(&it.$field),)+
            _ => None,
        }
    };
    (@pattern Journey $it:ident) => { Thing::Journey(_, $it) };
    (@pattern Stage $it:ident) => { Thing::Stage(_, $it) };
    (@pattern $kind:ident $it:ident) => { Thing::$kind($it) };
}

impl<'m> Thing<'m> {
    /// Those of a part whose block is `place`, in order.
    pub fn all(part: &'m Part, place: Place) -> Vec<Self> {
        match place {
            Place::File => Vec::new(),
            Place::Team => part.teams().map(|(_, it)| Self::Team(it)).collect(),
            Place::Person => part.persons().map(|(_, it)| Self::Person(it)).collect(),
            Place::Channel => part.channels().map(|(_, it)| Self::Channel(it)).collect(),
            Place::Segment => part.segments().map(|(_, it)| Self::Segment(it)).collect(),
            Place::Persona => part.personas().map(|(_, it)| Self::Persona(it)).collect(),
            Place::Metric => part.metrics().map(|(_, it)| Self::Metric(it)).collect(),
            Place::Lane => part.lanes().map(|(_, it)| Self::Lane(it)).collect(),
            Place::Journey => part.journeys().map(|(id, it)| Self::Journey(id, it)).collect(),
            Place::Stage => part.stages().map(|(id, it)| Self::Stage(id, it)).collect(),
            Place::Touchpoint => part.touchpoints().map(|(_, it)| Self::Touchpoint(it)).collect(),
            Place::Barrier => part.barriers().map(|(_, it)| Self::Barrier(it)).collect(),
            Place::Opportunity => part.opportunities().map(|(_, it)| Self::Opportunity(it)).collect(),
            Place::Solution => part.solutions().map(|(_, it)| Self::Solution(it)).collect(),
            Place::Backstage => part.backstages().map(|(_, it)| Self::Backstage(it)).collect(),
        }
    }

    /// Its name, title and place.
    pub fn declared(self) -> &'m Declared {
        match self {
            Self::Team(it) => it.declared(),
            Self::Person(it) => it.declared(),
            Self::Channel(it) => it.declared(),
            Self::Segment(it) => it.declared(),
            Self::Persona(it) => it.declared(),
            Self::Metric(it) => it.declared(),
            Self::Lane(it) => it.declared(),
            Self::Journey(_, it) => it.declared(),
            Self::Stage(_, it) => it.declared(),
            Self::Touchpoint(it) => it.declared(),
            Self::Barrier(it) => it.declared(),
            Self::Opportunity(it) => it.declared(),
            Self::Solution(it) => it.declared(),
            Self::Backstage(it) => it.declared(),
        }
    }

    /// The journey that it is or stands in, and the `only`s around it, its own last; none for what stands in no journey.
    pub fn journey(self, model: &'m Model) -> Option<(Id<Journey>, Vec<Option<OnlyId>>)> {
        let around = match self {
            Self::Team(_)
            | Self::Person(_)
            | Self::Channel(_)
            | Self::Segment(_)
            | Self::Persona(_)
            | Self::Metric(_)
            | Self::Lane(_) => return None,
            Self::Journey(id, _) => return Some((id, Vec::new())),
            Self::Stage(_, it) => Self::Journey(it.journey, model.journey(it.journey)),
            Self::Touchpoint(it) => Self::Stage(it.stage, model.stage(it.stage)),
            Self::Backstage(it) => Self::Stage(it.stage, model.stage(it.stage)),
            Self::Barrier(it) => match it.within {
                WithinBarrier::Stage(id) => Self::Stage(id, model.stage(id)),
                WithinBarrier::Touchpoint(id) => Self::Touchpoint(model.touchpoint(id)),
            },
            Self::Opportunity(it) => match it.within {
                WithinJourney::Journey(id) => Self::Journey(id, model.journey(id)),
                WithinJourney::Stage(id) => Self::Stage(id, model.stage(id)),
                WithinJourney::Touchpoint(id) => Self::Touchpoint(model.touchpoint(id)),
            },
            Self::Solution(it) => match it.within {
                WithinTrouble::Barrier(id) => Self::Barrier(model.barrier(id)),
                WithinTrouble::Opportunity(id) => Self::Opportunity(model.opportunity(id)),
            },
        };
        let (journey, mut onlys) = around.journey(model)?;
        onlys.push(self.declared().only);
        Some((journey, onlys))
    }

    /// The statements of this word in it, for everyone or for some.
    pub fn said(self, model: &'m Model, word: Word) -> Vec<Saying> {
        match word {
            // They stand in no declaration, or say nothing of one by themselves.
            Word::Import
            | Word::Team
            | Word::Person
            | Word::Channel
            | Word::Segment
            | Word::Persona
            | Word::Metric
            | Word::Lane
            | Word::Journey
            | Word::Only => Vec::new(),

            Word::Stage => below(field!(self, stages of Journey), |id| model.stage(id)),
            Word::Touchpoint => below(field!(self, touchpoints of Stage), |id| model.touchpoint(id)),
            Word::Barrier => below(field!(self, barriers of Stage | Touchpoint), |id| model.barrier(id)),
            Word::Opportunity => {
                below(field!(self, opportunities of Journey | Stage | Touchpoint), |id| model.opportunity(id))
            }
            Word::Solution => {
                below(field!(self, solutions of Barrier | Opportunity), |id| model.solution(id))
            }
            Word::Backstage => below(field!(self, backstages of Stage), |id| model.backstage(id)),

            Word::For => many(field!(self, audiences of Journey)),
            Word::Start => once(field!(self, starts of Journey)),
            Word::Volume => chosen(field!(self, volume of Journey), |volume| volume.per.word()),
            Word::Value => once(field!(self, worth of Journey)),
            Word::Reviewed => once(field!(self, reviewed of Journey)),
            Word::Lang => many(field!(self, language of Journey)),

            Word::Owner => once(
                field!(self, owners of Journey | Stage | Touchpoint | Barrier | Opportunity | Solution | Backstage),
            ),
            Word::Phase => chosen(field!(self, phase of Stage), |phase| phase.word()),
            Word::Goal => many(field!(self, goals of Segment | Persona | Journey | Stage)),
            Word::Motivation => many(field!(self, motivations of Segment | Persona | Stage)),
            Word::Action => each(field!(self, actions of Stage | Touchpoint), |action| {
                action.unassisted.then(|| Assistance::Unassisted.word())
            }),
            Word::Thought => many(field!(self, thoughts of Stage | Touchpoint)),
            Word::Question => many(field!(self, questions of Stage | Touchpoint)),
            Word::Need => many(field!(self, needs of Segment | Persona | Stage | Touchpoint)),
            Word::Emotion => once(field!(self, emotion of Stage | Touchpoint)),
            Word::ChannelOf => once(field!(self, channels of Touchpoint)),
            Word::Device => once(field!(self, devices of Touchpoint)),
            Word::Success => many(field!(self, successes of Touchpoint)),
            Word::Criticality => chosen(field!(self, criticality of Touchpoint), |level| level.word()),
            Word::Event => many(field!(self, events of Touchpoint)),
            Word::Drop => once(field!(self, drop of Touchpoint | Barrier)),
            Word::DurationOf => once(field!(self, duration of Stage | Touchpoint | Backstage)),
            Word::LaneText => many(field!(self, lanes of Stage | Touchpoint)),
            Word::Measure => many(field!(self, measures of Journey | Stage | Touchpoint)),
            Word::Arrow => many(field!(self, arrows of Stage)),

            Word::Severity => chosen(field!(self, severity of Barrier), |level| level.word()),
            Word::Solved => many(field!(self, solved_by of Barrier)),
            Word::Accepted => once(field!(self, accepted of Barrier)),
            Word::Impact => chosen(field!(self, impact of Opportunity), |impact| impact.word()),
            Word::Status => chosen(field!(self, status of Solution), |status| status.word()),
            Word::Due => once(field!(self, due of Solution)),
            Word::Cost => once(field!(self, cost of Solution)),
            Word::Lift => once(field!(self, lift of Solution)),
            Word::System => many(field!(self, systems of Backstage)),
            Word::Evidence => each(
                field!(self, evidence of Segment | Persona | Stage | Touchpoint | Barrier | Opportunity | Solution),
                |evidence| evidence.kind.map(|kind| kind.word()),
            ),

            Word::Lead => many(field!(self, lead of Team)),
            Word::Contact => many(field!(self, contact of Team | Person)),
            Word::TeamOf => many(field!(self, team of Person)),
            Word::Role => many(field!(self, role of Person | Persona)),
            Word::KindOf => each(field!(self, kind of Channel), |kind| Some(kind.word())),
            Word::Size => many(field!(self, size of Segment)),
            Word::Behavior => many(field!(self, behaviors of Segment)),
            Word::Criteria => many(field!(self, criteria of Segment)),
            Word::Decision => each(field!(self, decision of Segment), |decision| Some(decision.word())),
            Word::SegmentOf => many(field!(self, segment of Persona)),
            Word::Says => many(field!(self, says of Persona)),
            Word::Thinks => many(field!(self, thinks of Persona)),
            Word::Does => many(field!(self, does of Persona)),
            Word::Feels => many(field!(self, feels of Persona)),
            Word::Pain => many(field!(self, pains of Persona)),
            Word::Gain => many(field!(self, gains of Persona)),
            Word::Quote => many(field!(self, quotes of Persona)),
            Word::UnitOf => each(field!(self, unit of Metric), |unit| Some(unit.word())),
            Word::Better => each(field!(self, better of Metric), |better| Some(better.word())),
            Word::From => many(field!(self, origin of Metric)),

            Word::Tag => many(Some(&self.extra().tags)),
            Word::Note => once(Some(&self.extra().note)),
            Word::LinkTo => many(Some(&self.extra().links)),
        }
    }

    fn extra(self) -> &'m Extra {
        match self {
            Self::Team(it) => &it.extra,
            Self::Person(it) => &it.extra,
            Self::Channel(it) => &it.extra,
            Self::Segment(it) => &it.extra,
            Self::Persona(it) => &it.extra,
            Self::Metric(it) => &it.extra,
            Self::Lane(it) => &it.extra,
            Self::Journey(_, it) => &it.extra,
            Self::Stage(_, it) => &it.extra,
            Self::Touchpoint(it) => &it.extra,
            Self::Barrier(it) => &it.extra,
            Self::Opportunity(it) => &it.extra,
            Self::Solution(it) => &it.extra,
            Self::Backstage(it) => &it.extra,
        }
    }
}

/// Each of some statements, with the choice it makes.
fn each<'s, T: 's>(
    said: Option<impl IntoIterator<Item = &'s Said<T>>>,
    choice: impl Fn(&T) -> Option<&'static str>,
) -> Vec<Saying> {
    let said = said.into_iter().flatten();
    said.map(|it| Said { value: choice(&it.value), span: it.span, only: it.only }).collect()
}

fn many<'s, T: 's>(said: Option<impl IntoIterator<Item = &'s Said<T>>>) -> Vec<Saying> {
    each(said, |_| None)
}

fn once<T>(said: Option<&Once<T>>) -> Vec<Saying> {
    each(said.map(Once::iter), |_| None)
}

fn chosen<T>(said: Option<&Once<T>>, choice: impl Fn(&T) -> &'static str) -> Vec<Saying> {
    each(said.map(Once::iter), |value| Some(choice(value)))
}

fn below<'m, T: Declaration + 'm>(ids: Option<&List<Id<T>>>, of: impl Fn(Id<T>) -> &'m T) -> Vec<Saying> {
    let declared = ids.into_iter().flatten().map(|id| of(*id).declared());
    declared.map(|it| Said { value: None, span: it.name_span, only: it.only }).collect()
}
