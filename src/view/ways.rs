//! Where customers can get to: stages and the arrows between them, as a graph.
//!
//! Goes in: views of one journey. Comes out: the stages that nobody reaches, and those that nobody gets out of. Time is
//! linear in stages and arrows, and nothing here recurses, however long a journey is. What to say is left to `rules`.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use petgraph::Direction::Incoming;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, IntoNeighbors, Reversed, VisitMap, Visitable};

use crate::model::{Declaration, Id, Ref, Stage, Target};
use crate::view::View;

/// The stages that count in some views of one journey, and the arrows that count between them.
#[derive(Debug, Default)]
pub struct Ways {
    graph: DiGraph<Id<Stage>, ()>,
    /// Where customers come in.
    starts: Vec<NodeIndex>,
    /// Stages with an arrow to `end`, to `exit` or to another journey.
    doors: Vec<NodeIndex>,
}

/// Stages that nobody reaches, for one reason: no arrow leads to the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The stage that arrows are missing to; several, if they lead to each other in a loop.
    pub stages: Vec<Id<Stage>>,
    /// Stages that could be reached if these were.
    pub behind: Vec<Id<Stage>>,
}

impl Ways {
    /// Those of one view.
    pub fn new(view: &View<'_>) -> Self {
        Self::joined(slice::from_ref(view), |_| true)
    }

    /// Those of several views of one journey, among the stages that are to be `kept`.
    fn joined(views: &[View<'_>], kept: impl Fn(Id<Stage>) -> bool) -> Self {
        let mut ways = Self::default();
        let mut nodes = BTreeMap::new();
        for view in views {
            for (id, _) in view.counted_stages().filter(|(id, _)| kept(*id)) {
                nodes.entry(id).or_insert_with(|| ways.graph.add_node(id));
            }
        }
        let (mut arrows, mut doors) = (BTreeSet::new(), BTreeSet::new());
        for view in views {
            for (id, stage) in view.counted_stages() {
                let Some(from) = nodes.get(&id) else { continue };
                for arrow in view.arrows(stage) {
                    match arrow.value.target {
                        Target::Stage(stage) => {
                            let to = stage.found().and_then(|stage| nodes.get(&stage));
                            arrows.extend(to.map(|to| (*from, *to)));
                        }
                        Target::End | Target::Exit | Target::Journey(_) => {
                            doors.insert(*from);
                        }
                    }
                }
            }
            let starts = view.starts().into_iter().filter_map(|start| start.stage.found());
            ways.starts.extend(starts.filter_map(|stage| nodes.get(&stage)));
        }
        for (from, to) in arrows {
            ways.graph.add_edge(from, to, ());
        }
        ways.doors.extend(doors);
        ways
    }

    /// The stages that arrows lead to from a start, and the starts.
    pub fn reached(&self) -> BTreeSet<Id<Stage>> {
        let reached = walk(&self.graph, &self.starts);
        self.graph
            .node_indices()
            .filter(|node| reached.is_visited(node))
            .map(|node| self.graph[node])
            .collect()
    }

    /// Where customers come to and get stuck: each a stage, or the stages of a loop, that no arrow leaves. From stages
    /// that only lead into one of them customers still go on, so these are not among them.
    pub fn traps(&self) -> Vec<Vec<Id<Stage>>> {
        let reached = walk(&self.graph, &self.starts);
        let free = walk(Reversed(&self.graph), &self.doors);
        let is_stuck = |node: &NodeIndex| reached.is_visited(node) && !free.is_visited(node);
        // In most journeys nobody gets stuck, and nothing has to be known of loops.
        if !self.graph.node_indices().any(|node| is_stuck(&node)) {
            return Vec::new();
        }
        let loops = self.loops().into_iter().filter(|nodes| nodes.iter().all(is_stuck));
        let closed = loops.filter(|nodes| {
            nodes.iter().all(|node| self.graph.neighbors(*node).all(|to| nodes.binary_search(&to).is_ok()))
        });
        let mut traps: Vec<_> = closed.map(|nodes| self.stages(&nodes)).collect();
        traps.sort_unstable();
        traps
    }

    /// The loops, sorted inside; a stage that is in none is a loop of its own.
    fn loops(&self) -> Vec<Vec<NodeIndex>> {
        let mut loops = kosaraju_scc(&self.graph);
        loops.iter_mut().for_each(|nodes| nodes.sort_unstable());
        loops
    }

    fn stages(&self, nodes: &[NodeIndex]) -> Vec<Id<Stage>> {
        let mut stages: Vec<_> = nodes.iter().map(|node| self.graph[*node]).collect();
        stages.sort_unstable();
        stages
    }
}

/// The stages of a journey that nobody reaches in any of its `views`, each reported where an arrow is missing. What one
/// audience leaves out is not lost as long as another comes there.
pub fn lost(views: &[View<'_>]) -> Vec<Lost> {
    let reached: BTreeSet<_> = views.iter().flat_map(|view| Ways::new(view).reached()).collect();
    let is_lost = |(id, _): &(Id<Stage>, _)| !reached.contains(id);
    if !views.iter().any(|view| view.counted_stages().any(|stage| is_lost(&stage))) {
        return Vec::new();
    }
    let ways = Ways::joined(views, |stage| !reached.contains(&stage));
    let graph = &ways.graph;
    let mut groups = ways.loops();
    groups.retain(|nodes| {
        let is_inside = |node: NodeIndex| nodes.binary_search(&node).is_ok();
        nodes.iter().all(|node| graph.neighbors_directed(*node, Incoming).all(is_inside))
    });
    groups.sort_unstable_by_key(|nodes| nodes.iter().map(|node| graph[*node]).min());
    let mut dfs = Dfs::empty(graph);
    let mut found = Vec::new();
    for nodes in groups {
        let mut behind = Vec::new();
        dfs.move_to(nodes[0]);
        while let Some(node) = dfs.next(graph) {
            if nodes.binary_search(&node).is_err() {
                behind.push(node);
            }
        }
        found.push(Lost { stages: ways.stages(&nodes), behind: ways.stages(&behind) });
    }
    found
}

/// Whether the arrows of a journey are known: no mistake was reported that may have cost one of them, or a start, or a
/// stage.
pub fn is_sure(view: &View<'_>) -> bool {
    let (model, journey) = (view.model(), view.journey());
    let mut names = BTreeSet::new();
    let is_whole = |id: &Id<Stage>| {
        let stage = model.stage(*id);
        let arrows = stage.arrows.iter().map(|arrow| arrow.value.target);
        let is_found = |target| !matches!(target, Target::Stage(Ref::Broken) | Target::Journey(Ref::Broken));
        let mut touchpoints = stage.touchpoints.iter().map(|id| model.touchpoint(*id));
        // An arrow may have slipped into a touchpoint.
        !stage.declared.holds_mistakes
            && touchpoints.all(|it| !it.declared.holds_mistakes)
            && arrows.into_iter().all(is_found)
    };
    let starts = journey.starts.iter().flat_map(|said| &said.value);
    let mut onlys = journey.onlys.iter().map(|only| model.only(*only));
    !journey.declared.holds_mistakes
        && journey.stages.iter().all(is_whole)
        && journey.stages.iter().all(|id| names.insert(model.stage(*id).name()))
        && starts.into_iter().all(|start| start.stage != Ref::Broken)
        && onlys.all(|only| {
            let mut audiences = only.audiences.iter();
            audiences.all(|audience| {
                *audience != Ref::Broken && journey.audiences.iter().any(|said| said.value == *audience)
            })
        })
}

/// What can be reached in `graph` from some of its nodes, and those.
fn walk<G>(graph: G, from: &[NodeIndex]) -> G::Map
where
    G: IntoNeighbors<NodeId = NodeIndex> + Visitable<NodeId = NodeIndex>,
{
    let mut dfs = Dfs::empty(graph);
    for start in from {
        dfs.move_to(*start);
        while dfs.next(graph).is_some() {}
    }
    dfs.discovered
}
