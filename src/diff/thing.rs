//! `Thing`: any declaration, whatever its kind. `Both`: one declaration in an old model and in a new one.

use crate::model::{
    Audience, Backstage, Barrier, Channel, Declaration, Declared, Id, Journey, Lane, Metric, Model,
    Opportunity, Owner, Person, Persona, Segment, Solution, Stage, Team, Touchpoint, WithinBarrier,
    WithinJourney, WithinTrouble,
};
use crate::vocabulary::Word;

/// Makes `Thing`, and what is the same for every kind of declaration.
macro_rules! things {
    ($($kind:ident $one:ident),+ $(,)?) => {
        /// A declaration of a model.
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
                    $(Self::$kind(id) => model.$one(id).declared()),+
                }
            }
        }

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

impl Thing {
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
    pub(super) fn at_the_top(model: &Model) -> impl Iterator<Item = Self> {
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
}

/// A declaration in the old model, in the new one, or in both. In neither: a name that was looked for and reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Both {
    /// What it was.
    pub old: Option<Thing>,
    /// What it is.
    pub new: Option<Thing>,
}

impl Both {
    /// A name that is declared nowhere.
    pub const UNKNOWN: Self = Self { old: None, new: None };

    /// One that there was, and no longer is.
    pub fn only_old(thing: Thing) -> Self {
        Self { old: Some(thing), new: None }
    }

    /// One that there was not.
    pub fn only_new(thing: Thing) -> Self {
        Self { old: None, new: Some(thing) }
    }

    /// It, in the new model where it is there.
    pub fn either(self) -> Option<Thing> {
        self.new.or(self.old)
    }

    /// What it was.
    pub fn old_thing(&self) -> Option<Thing> {
        self.old
    }

    /// What it is.
    pub fn new_thing(&self) -> Option<Thing> {
        self.new
    }

    /// The word that declares it.
    pub fn word(self) -> Option<Word> {
        self.either().map(Thing::word)
    }
}
