//! `Thing`: any declaration of a model, whatever its kind, and what is said of it, asked for by the words of the language.
//!
//! Whoever knows what he looks for reads the declarations themselves. This is for those who are told at run time what to
//! look for, or look at all of them. One arm a word, as in `build`.

use crate::model::{
    Audience, Backstage, Barrier, Channel, Declaration, Declared, Extra, Id, Journey, Lane, List, Metric,
    Model, Once, OnlyId, Opportunity, Owner, Part, Person, Persona, Said, Segment, Solution, Stage, Team,
    Touchpoint, WithinBarrier, WithinJourney, WithinTrouble,
};
use crate::vocabulary::{Assistance, Place, Word};

/// Makes `Thing`, and what is the same for every kind of declaration.
macro_rules! things {
    ($($kind:ident $one:ident),+ $(,)?) => {
        /// Any declaration of a model.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Thing {
            $($kind(Id<$kind>)),+
        }

        impl Thing {
            /// The word that declares it.
            pub fn word(self) -> Word {
                match self {
                    $(Self::$kind(_) => Word::$kind),+
                }
            }

            /// Its name, its title and its place.
            pub fn declared(self, model: &Model) -> &Declared {
                match self {
                    $(Self::$kind(id) => id.of(model).declared()),+
                }
            }
        }

        $(impl Id<$kind> {
            /// The declaration.
            pub(crate) fn of(self, model: &Model) -> &$kind {
                model.$one(self)
            }
        })+

        $(impl From<Id<$kind>> for Thing {
            fn from(id: Id<$kind>) -> Self {
                Self::$kind(id)
            }
        })+
    };
}

things! {
    Team team, Person person, Channel channel, Segment segment, Persona persona, Metric metric, Lane lane,
    Journey journey, Stage stage, Touchpoint touchpoint, Barrier barrier, Opportunity opportunity, Solution solution,
    Backstage backstage,
}

impl From<Audience> for Thing {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Segment(id) => id.into(),
            Audience::Persona(id) => id.into(),
        }
    }
}

impl From<Owner> for Thing {
    fn from(owner: Owner) -> Self {
        match owner {
            Owner::Team(id) => id.into(),
            Owner::Person(id) => id.into(),
        }
    }
}

/// A statement that was made, with the choice that it makes if it is one of a few words.
pub type Saying = Said<Option<&'static str>>;

/// The field of a thing, if it is one of the kinds that have it.
macro_rules! field {
    ($thing:expr, $model:expr, $field:ident of $($kind:ident)|+) => {
        match $thing {
            $(Thing::$kind(id) => Some(&id.of($model).$field),)+
            _ => None,
        }
    };
}

impl Thing {
    /// Those of a part whose block is `place`, in order.
    pub fn all(part: &Part, place: Place) -> Vec<Self> {
        match place {
            Place::File => Vec::new(),
            Place::Team => part.teams().map(|(id, _)| id.into()).collect(),
            Place::Person => part.persons().map(|(id, _)| id.into()).collect(),
            Place::Channel => part.channels().map(|(id, _)| id.into()).collect(),
            Place::Segment => part.segments().map(|(id, _)| id.into()).collect(),
            Place::Persona => part.personas().map(|(id, _)| id.into()).collect(),
            Place::Metric => part.metrics().map(|(id, _)| id.into()).collect(),
            Place::Lane => part.lanes().map(|(id, _)| id.into()).collect(),
            Place::Journey => part.journeys().map(|(id, _)| id.into()).collect(),
            Place::Stage => part.stages().map(|(id, _)| id.into()).collect(),
            Place::Touchpoint => part.touchpoints().map(|(id, _)| id.into()).collect(),
            Place::Barrier => part.barriers().map(|(id, _)| id.into()).collect(),
            Place::Opportunity => part.opportunities().map(|(id, _)| id.into()).collect(),
            Place::Solution => part.solutions().map(|(id, _)| id.into()).collect(),
            Place::Backstage => part.backstages().map(|(id, _)| id.into()).collect(),
        }
    }

    /// What it stands in; none for what stands at the top of a file.
    pub fn within(self, model: &Model) -> Option<Self> {
        Some(match self {
            Self::Team(_)
            | Self::Person(_)
            | Self::Channel(_)
            | Self::Segment(_)
            | Self::Persona(_)
            | Self::Metric(_)
            | Self::Lane(_)
            | Self::Journey(_) => return None,
            Self::Stage(id) => model.stage(id).journey.into(),
            Self::Touchpoint(id) => model.touchpoint(id).stage.into(),
            Self::Backstage(id) => model.backstage(id).stage.into(),
            Self::Barrier(id) => match model.barrier(id).within {
                WithinBarrier::Stage(id) => id.into(),
                WithinBarrier::Touchpoint(id) => id.into(),
            },
            Self::Opportunity(id) => match model.opportunity(id).within {
                WithinJourney::Journey(id) => id.into(),
                WithinJourney::Stage(id) => id.into(),
                WithinJourney::Touchpoint(id) => id.into(),
            },
            Self::Solution(id) => match model.solution(id).within {
                WithinTrouble::Barrier(id) => id.into(),
                WithinTrouble::Opportunity(id) => id.into(),
            },
        })
    }

    /// The journey that it is, if it is one.
    pub fn as_journey(self) -> Option<Id<Journey>> {
        if let Self::Journey(id) = self { Some(id) } else { None }
    }

    /// What is declared in its block, kind by kind, each in the order written.
    pub fn inside(self, model: &Model) -> Vec<Self> {
        fn add<T>(inside: &mut Vec<Thing>, ids: &[Id<T>])
        where
            Thing: From<Id<T>>,
        {
            inside.extend(ids.iter().map(|id| Thing::from(*id)));
        }
        let mut inside = Vec::new();
        match self {
            Self::Team(_)
            | Self::Person(_)
            | Self::Channel(_)
            | Self::Segment(_)
            | Self::Persona(_)
            | Self::Metric(_)
            | Self::Lane(_)
            | Self::Solution(_)
            | Self::Backstage(_) => {}
            Self::Journey(id) => {
                let journey = model.journey(id);
                add(&mut inside, &journey.opportunities);
                add(&mut inside, &journey.stages);
            }
            Self::Stage(id) => {
                let stage = model.stage(id);
                add(&mut inside, &stage.touchpoints);
                add(&mut inside, &stage.barriers);
                add(&mut inside, &stage.opportunities);
                add(&mut inside, &stage.backstages);
            }
            Self::Touchpoint(id) => {
                let touchpoint = model.touchpoint(id);
                add(&mut inside, &touchpoint.barriers);
                add(&mut inside, &touchpoint.opportunities);
            }
            Self::Barrier(id) => add(&mut inside, &model.barrier(id).solutions),
            Self::Opportunity(id) => add(&mut inside, &model.opportunity(id).solutions),
        }
        inside
    }

    /// All that is declared in its block, and in the blocks of that, from the outside in.
    pub fn all_inside(self, model: &Model) -> Vec<Self> {
        let mut all = self.inside(model);
        let mut next = 0;
        while let Some(thing) = all.get(next).copied() {
            all.extend(thing.inside(model));
            next += 1;
        }
        all
    }

    /// All that is declared at the top of files: kind by kind, each in the order of the files.
    pub fn at_the_top(model: &Model) -> impl Iterator<Item = Self> {
        let teams = model.teams().map(|(id, _)| id.into());
        let persons = model.persons().map(|(id, _)| id.into());
        let channels = model.channels().map(|(id, _)| id.into());
        let segments = model.segments().map(|(id, _)| id.into());
        let personas = model.personas().map(|(id, _)| id.into());
        let metrics = model.metrics().map(|(id, _)| id.into());
        let lanes = model.lanes().map(|(id, _)| id.into());
        let journeys = model.journeys().map(|(id, _)| id.into());
        let people = teams.chain(persons).chain(channels).chain(segments).chain(personas);
        people.chain(metrics).chain(lanes).chain(journeys)
    }

    /// The journey that it is or stands in, and the `only`s around it, its own last; none for what stands in no journey.
    pub fn journey(self, model: &Model) -> Option<(Id<Journey>, Vec<Option<OnlyId>>)> {
        let mut onlys = Vec::new();
        let mut at = self;
        loop {
            if let Self::Journey(id) = at {
                onlys.reverse();
                return Some((id, onlys));
            }
            onlys.push(at.declared(model).only);
            at = at.within(model)?;
        }
    }

    /// The statements of this word in it, for everyone or for some.
    pub fn said(self, model: &Model, word: Word) -> Vec<Saying> {
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

            Word::Stage => below(field!(self, model, stages of Journey), |id| id.of(model)),
            Word::Touchpoint => below(field!(self, model, touchpoints of Stage), |id| id.of(model)),
            Word::Barrier => below(field!(self, model, barriers of Stage | Touchpoint), |id| id.of(model)),
            Word::Opportunity => {
                below(field!(self, model, opportunities of Journey | Stage | Touchpoint), |id| id.of(model))
            }
            Word::Solution => {
                below(field!(self, model, solutions of Barrier | Opportunity), |id| id.of(model))
            }
            Word::Backstage => below(field!(self, model, backstages of Stage), |id| id.of(model)),

            Word::For => many(field!(self, model, audiences of Journey)),
            Word::Start => once(field!(self, model, starts of Journey)),
            Word::Volume => chosen(field!(self, model, volume of Journey), |volume| volume.per.word()),
            Word::Value => once(field!(self, model, worth of Journey)),
            Word::Reviewed => once(field!(self, model, reviewed of Journey)),
            Word::Lang => many(field!(self, model, language of Journey)),

            Word::Owner => once(
                field!(self, model, owners of Journey | Stage | Touchpoint | Barrier | Opportunity | Solution | Backstage),
            ),
            Word::Phase => chosen(field!(self, model, phase of Stage), |phase| phase.word()),
            Word::Goal => many(field!(self, model, goals of Segment | Persona | Journey | Stage)),
            Word::Motivation => many(field!(self, model, motivations of Segment | Persona | Stage)),
            Word::Action => each(field!(self, model, actions of Stage | Touchpoint), |action| {
                action.unassisted.then(|| Assistance::Unassisted.word())
            }),
            Word::Thought => many(field!(self, model, thoughts of Stage | Touchpoint)),
            Word::Question => many(field!(self, model, questions of Stage | Touchpoint)),
            Word::Need => many(field!(self, model, needs of Segment | Persona | Stage | Touchpoint)),
            Word::Emotion => once(field!(self, model, emotion of Stage | Touchpoint)),
            Word::ChannelOf => once(field!(self, model, channels of Touchpoint)),
            Word::Device => once(field!(self, model, devices of Touchpoint)),
            Word::Success => many(field!(self, model, successes of Touchpoint)),
            Word::Criticality => chosen(field!(self, model, criticality of Touchpoint), |level| level.word()),
            Word::Event => many(field!(self, model, events of Touchpoint)),
            Word::Drop => once(field!(self, model, drop of Touchpoint | Barrier)),
            Word::DurationOf => once(field!(self, model, duration of Stage | Touchpoint | Backstage)),
            Word::LaneText => many(field!(self, model, lanes of Stage | Touchpoint)),
            Word::Measure => many(field!(self, model, measures of Journey | Stage | Touchpoint)),
            Word::Arrow => many(field!(self, model, arrows of Stage)),

            Word::Severity => chosen(field!(self, model, severity of Barrier), |level| level.word()),
            Word::Solved => many(field!(self, model, solved_by of Barrier)),
            Word::Accepted => once(field!(self, model, accepted of Barrier)),
            Word::Impact => chosen(field!(self, model, impact of Opportunity), |impact| impact.word()),
            Word::Status => chosen(field!(self, model, status of Solution), |status| status.word()),
            Word::Due => once(field!(self, model, due of Solution)),
            Word::Cost => once(field!(self, model, cost of Solution)),
            Word::Lift => once(field!(self, model, lift of Solution)),
            Word::System => many(field!(self, model, systems of Backstage)),
            Word::Evidence => each(
                field!(self, model, evidence of Segment | Persona | Stage | Touchpoint | Barrier | Opportunity | Solution),
                |evidence| evidence.kind.map(|kind| kind.word()),
            ),

            Word::Lead => many(field!(self, model, lead of Team)),
            Word::Contact => many(field!(self, model, contact of Team | Person)),
            Word::TeamOf => many(field!(self, model, team of Person)),
            Word::Role => many(field!(self, model, role of Person | Persona)),
            Word::KindOf => each(field!(self, model, kind of Channel), |kind| Some(kind.word())),
            Word::Size => many(field!(self, model, size of Segment)),
            Word::Behavior => many(field!(self, model, behaviors of Segment)),
            Word::Criteria => many(field!(self, model, criteria of Segment)),
            Word::Decision => {
                each(field!(self, model, decision of Segment), |decision| Some(decision.word()))
            }
            Word::SegmentOf => many(field!(self, model, segment of Persona)),
            Word::Says => many(field!(self, model, says of Persona)),
            Word::Thinks => many(field!(self, model, thinks of Persona)),
            Word::Does => many(field!(self, model, does of Persona)),
            Word::Feels => many(field!(self, model, feels of Persona)),
            Word::Pain => many(field!(self, model, pains of Persona)),
            Word::Gain => many(field!(self, model, gains of Persona)),
            Word::Quote => many(field!(self, model, quotes of Persona)),
            Word::UnitOf => each(field!(self, model, unit of Metric), |unit| Some(unit.word())),
            Word::Better => each(field!(self, model, better of Metric), |better| Some(better.word())),
            Word::From => many(field!(self, model, origin of Metric)),

            Word::Tag => many(Some(&self.extra(model).tags)),
            Word::Note => once(Some(&self.extra(model).note)),
            Word::LinkTo => many(Some(&self.extra(model).links)),
        }
    }

    fn extra(self, model: &Model) -> &Extra {
        match self {
            Self::Team(id) => &id.of(model).extra,
            Self::Person(id) => &id.of(model).extra,
            Self::Channel(id) => &id.of(model).extra,
            Self::Segment(id) => &id.of(model).extra,
            Self::Persona(id) => &id.of(model).extra,
            Self::Metric(id) => &id.of(model).extra,
            Self::Lane(id) => &id.of(model).extra,
            Self::Journey(id) => &id.of(model).extra,
            Self::Stage(id) => &id.of(model).extra,
            Self::Touchpoint(id) => &id.of(model).extra,
            Self::Barrier(id) => &id.of(model).extra,
            Self::Opportunity(id) => &id.of(model).extra,
            Self::Solution(id) => &id.of(model).extra,
            Self::Backstage(id) => &id.of(model).extra,
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
