//! `Context`: what all parts of the document are made with. It turns the model's ids to references and spans to places.

use std::sync::Arc;

use crate::emit::Project;
use crate::emit::json::reference::{Head, Identity, Kind, Place, Reference};
use crate::emit::json::said::{Instead, Link, Single, Tag, Text};
use crate::model::{self, Audience, Declaration, Declared, Id, Model, Once, OnlyId, Owner, Ref, Said};
use crate::report::{Places, Sources};
use crate::text::Span;
use crate::value;
use crate::view::View;
use crate::vocabulary::Word;

pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    sources: &'a dyn Sources,
    places: Places<'a>,
}

impl<'a> Context<'a> {
    pub(super) fn new(project: &'a Project<'a>) -> Self {
        Self { model: project.model, sources: project.sources, places: Places::new(project.sources) }
    }

    pub(super) fn path(&self, declared: &Declared) -> &'a str {
        &self.sources.source(declared.source()).path
    }

    /// Where a span begins.
    pub(super) fn place(&self, span: Span) -> Place {
        self.places.start(self.places.place(span)).into()
    }

    /// The head of what stands at the top of a file.
    pub(super) fn head(&self, kind: Word, declared: &'a Declared) -> Head<'a> {
        let file = Some(self.path(declared));
        Head { file, ..self.head_of(self.reference(kind, declared), declared) }
    }

    /// The head of what stands in the journey of `view`.
    pub(super) fn inner_head(&self, view: &View<'a>, kind: Word, declared: &'a Declared) -> Head<'a> {
        self.head_of(self.inner(view, kind, declared), declared)
    }

    fn head_of(&self, reference: Reference<'a>, declared: &'a Declared) -> Head<'a> {
        let Reference { kind, id, name, title } = reference;
        Head {
            kind,
            id,
            name,
            title,
            file: None,
            place: self.place(declared.name_span),
            end_line: self.places.end(self.places.place(declared.span)).line,
        }
    }

    /// A reference to what stands at the top of a file.
    pub(super) fn reference(&self, kind: Word, declared: &'a Declared) -> Reference<'a> {
        self.known_by(None, Kind(kind), declared)
    }

    /// A reference to what stands in the journey of `view`.
    pub(super) fn inner(&self, view: &View<'a>, kind: Word, declared: &'a Declared) -> Reference<'a> {
        self.known_by(Some(view.journey().name().as_str()), Kind(kind), declared)
    }

    fn known_by(&self, journey: Option<&'a str>, kind: Kind, declared: &'a Declared) -> Reference<'a> {
        let name = declared.name.as_str();
        let id = Identity { path: self.path(declared), journey, kind, name };
        Reference { kind, id, name, title: &declared.title }
    }

    pub(super) fn owner(&self, owner: Owner) -> Reference<'a> {
        let kind = match owner {
            Owner::Team(_) => Word::Team,
            Owner::Person(_) => Word::Person,
        };
        self.reference(kind, self.model.owner(owner))
    }

    pub(super) fn audience(&self, audience: Audience) -> Reference<'a> {
        let kind = match audience {
            Audience::Segment(_) => Word::Segment,
            Audience::Persona(_) => Word::Persona,
        };
        self.reference(kind, self.model.audience(audience))
    }

    pub(super) fn stage(&self, view: &View<'a>, id: Id<model::Stage>) -> Reference<'a> {
        self.inner(view, Word::Stage, self.model.stage(id).declared())
    }

    pub(super) fn owners(&self, owners: &[Ref<Owner>]) -> Vec<Reference<'a>> {
        owners.iter().filter_map(|owner| owner.found()).map(|owner| self.owner(owner)).collect()
    }

    /// Those that an `only` block is for; nobody in particular outside of one.
    pub(super) fn only(&self, only: Option<OnlyId>) -> Vec<Reference<'a>> {
        let audiences = only.map(|only| self.model.only(only).audiences.as_slice()).unwrap_or_default();
        audiences.iter().filter_map(|audience| audience.found()).map(|it| self.audience(it)).collect()
    }

    /// A statement that may stand once, its values made by `make`.
    pub(super) fn once<T, U>(&self, once: &'a Once<T>, make: impl Fn(&'a T) -> U) -> Option<Single<'a, U>> {
        once.is_said().then(|| Single {
            value: once.get().map(&make),
            place: once.base().map(|said| self.place(said.span)),
            only_for: once
                .instead()
                .iter()
                .map(|said| Instead {
                    audiences: self.only(said.only),
                    value: make(&said.value),
                    place: self.place(said.span),
                })
                .collect(),
        })
    }

    /// A statement that may stand once, where nothing can be for some only. Without a value, it was reported.
    pub(super) fn given<T, U>(
        &self,
        said: Option<&'a Said<T>>,
        make: impl Fn(&'a T) -> Option<U>,
    ) -> Option<Single<'a, U>> {
        let said = said?;
        let value = make(&said.value)?;
        Some(Single { value: Some(value), place: Some(self.place(said.span)), only_for: Vec::new() })
    }

    /// A text that may stand once, where nothing can be for some only.
    pub(super) fn given_text(&self, said: Option<&'a model::Text>) -> Option<Single<'a, &'a str>> {
        self.given(said, |text| Some(&**text))
    }

    pub(super) fn note(&self, note: &'a Once<Arc<str>>) -> Option<Single<'a, &'a str>> {
        self.once(note, |note| &**note)
    }

    pub(super) fn texts(&self, texts: &'a [model::Text]) -> Vec<Text<'a>> {
        let text = |said: &'a model::Text| Text {
            text: &said.value,
            only: self.only(said.only),
            place: self.place(said.span),
        };
        texts.iter().map(text).collect()
    }

    pub(super) fn links(&self, links: &'a [Said<value::Link>]) -> Vec<Link<'a>> {
        let link = |said: &'a Said<value::Link>| Link {
            url: said.value.as_str(),
            only: self.only(said.only),
            place: self.place(said.span),
        };
        links.iter().map(link).collect()
    }

    pub(super) fn tags(&self, tags: &'a [Said<value::Name>]) -> Vec<Tag<'a>> {
        let tag = |said: &'a Said<value::Name>| Tag {
            name: said.value.as_str(),
            only: self.only(said.only),
            place: self.place(said.span),
        };
        tags.iter().map(tag).collect()
    }
}
