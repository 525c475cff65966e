//! The words of the pages, in English. All that is not here is said by the journeys themselves, in their own language.

pub(super) const JOURNEYS: &str = "Journeys";
pub(super) const JOURNEY: &str = "Journey";
pub(super) const STAGE: &str = "Stage";
pub(super) const STAGES: &str = "Stages";
pub(super) const PHASE: &str = "Phase";
pub(super) const OWNER: &str = "Owner";
pub(super) const NOBODY: &str = "⚠️\u{A0}nobody";
pub(super) const AUDIENCES: &str = "For";
pub(super) const AS_SEEN_BY: &str = "As seen by";
pub(super) const COMING: &str = "Come in at";
pub(super) const VOLUME: &str = "Customers";
pub(super) const WORTH: &str = "Worth";
pub(super) const REVIEWED: &str = "Last review";
pub(super) const NEXT_REVIEW: &str = "next by ";
pub(super) const REVIEW_OVERDUE: &str = "⏰ overdue since ";
pub(super) const LINKS: &str = "Read on";
pub(super) const TAGS: &str = "Tags";
pub(super) const ONLY_FOR: &str = "only for ";
pub(super) const LEGEND: &str = "<sub>Colours and faces: how customers feel · dotted: back to an earlier stage · \
     🔴 barriers that nothing addresses</sub>";
pub(super) const TOO_LARGE: &str =
    "This journey is too large to be drawn here; `journey build --to dot` draws it.";

pub(super) const WHERE_IT_HURTS: &str = "Where it hurts";
pub(super) const OPEN_BARRIERS: &str = "Barriers that nothing addresses";
pub(super) const NO_OPEN_BARRIER: &str = "🟢 Every barrier is addressed or accepted.";
pub(super) const LARGEST_LOSSES: &str = "Where customers leave";
pub(super) const LOSSES_LEGEND: &str =
    "<sub>█ explained by drops · ▒ not explained · of all visits to the stage</sub>";
pub(super) const LEAVE: &str = "Leave";
pub(super) const EXPLAINED: &str = "Explained";
pub(super) const BECAUSE: &str = "By";
pub(super) const LOWEST_EMOTIONS: &str = "Where customers feel worst";

pub(super) const AT_A_GLANCE: &str = "At a glance";
pub(super) const FEELING: &str = "They feel";
pub(super) const TAKES: &str = "Takes";
pub(super) const TOUCHPOINTS: &str = "Touchpoints";
pub(super) const WANT: &str = "They want";
pub(super) const WHY: &str = "Why";
pub(super) const DO: &str = "They do";
pub(super) const ON_THEIR_OWN: &str = "🚶 on their own";
pub(super) const THINK: &str = "They think";
pub(super) const ASK: &str = "They ask";
pub(super) const NEED: &str = "They need";
pub(super) const GO_ON: &str = "They go on to";
pub(super) const END: &str = "the end";
pub(super) const EXIT: &str = "exit";
pub(super) const TO_JOURNEY: &str = "journey ";

pub(super) const WHOLE_STAGE: &str = "In the stage as a whole";
pub(super) const TOUCHPOINT: &str = "Touchpoint";
pub(super) const CHANNEL: &str = "Channel";
pub(super) const DEVICE: &str = "Device";
pub(super) const CRITICALITY: &str = "Criticality";
pub(super) const LOST_HERE: &str = "Lost here";
pub(super) const SUCCESS: &str = "Done when";
pub(super) const EVENT: &str = "Event";
pub(super) const EVIDENCE: &str = "Evidence";
pub(super) const BARRIER: &str = "Barrier";
pub(super) const BARRIERS: &str = "Barriers";
pub(super) const SEVERITY: &str = "Severity";
pub(super) const LOSES: &str = "Loses";
pub(super) const IT_LOSES: &str = "loses ";
pub(super) const IT_COSTS: &str = "costs ";
pub(super) const IT_WINS: &str = "wins back ";
pub(super) const IS_DUE: &str = "due ";
pub(super) const AIMS_AT: &str = "target ";
pub(super) const IMPACT: &str = " impact";
pub(super) const WHERE: &str = "Where";
pub(super) const HOW_ADDRESSED: &str = "How it is addressed";
pub(super) const ACCEPTED: &str = "accepted";
pub(super) const NOTHING: &str = "nothing";
pub(super) const OPPORTUNITIES: &str = "Opportunities";
pub(super) const SYSTEMS: &str = "on ";

pub(super) const SOLUTION: &str = "Solution";
pub(super) const SOLUTIONS: &str = "Solutions by owner";
pub(super) const FOR_WHAT: &str = "For";
pub(super) const STATUS: &str = "Status";
pub(super) const DUE: &str = "Due";
pub(super) const OVERDUE: &str = "⏰ overdue";
pub(super) const COST: &str = "Cost";
pub(super) const LIFT: &str = "Wins back";

pub(super) const HAND_OVERS: &str = "Hand-overs";
pub(super) const FROM: &str = "From";
pub(super) const HANDS_OVER: &str = "Hands over";
pub(super) const TO: &str = "To";
pub(super) const TAKES_OVER: &str = "Takes over";
pub(super) const SHARE: &str = "Share";
pub(super) const WHEN: &str = "When";

pub(super) const MEASURES: &str = "Measures";
pub(super) const METRIC: &str = "Metric";
pub(super) const VALUE: &str = "Measured";
pub(super) const TARGET: &str = "Target";
pub(super) const ON: &str = "On";
pub(super) const WHOLE_JOURNEY: &str = "the whole journey";

pub(super) const CHANNELS_BY_STAGE: &str = "Channels by stage";
pub(super) const CHANNELS_LEGEND: &str = "<sub>A face or ● for each touchpoint, as customers feel there · ○ not here, though \
     before and after · ⚠️ a stage that meets customers through no channel</sub>";
pub(super) const AUDIENCES_BY_STAGE: &str = "Audiences by stage";
pub(super) const AUDIENCES_LEGEND: &str = "<sub>A face, as they feel there · ● for each touchpoint · + with something only for \
     them · ○ not theirs · ⚠️ without a touchpoint</sub>";
pub(super) const SOME_ONLY: &str = "For some customers only";
pub(super) const WHAT: &str = "What";
pub(super) const FOR_THEM: &str = "For them";
pub(super) const FOR_OTHERS: &str = "For others";

pub(super) const OPEN: &str = "Open barriers";
pub(super) const OVERDUE_SOLUTIONS: &str = "Overdue solutions";
pub(super) const LOWEST: &str = "Lowest point";
pub(super) const SEGMENTS: &str = "Segments";
pub(super) const SEGMENT: &str = "Segment";
pub(super) const SIZE: &str = "Of all customers";
pub(super) const PERSONAS: &str = "Personas";
pub(super) const NO_JOURNEY: &str = "⚠️\u{A0}none";
pub(super) const BEHAVIOR: &str = "They behave";
pub(super) const CRITERIA: &str = "They choose by";
pub(super) const DECISION: &str = "They are";
pub(super) const EMPATHY_MAP: [&str; 6] = ["Says", "Thinks", "Does", "Feels", "Pains", "Gains"];
pub(super) const GOAL: &str = "Wants";
pub(super) const NEEDS: &str = "Needs";
pub(super) const OWNERS: &str = "Teams and people";
pub(super) const LEAD: &str = "led by ";
pub(super) const MEMBER_OF: &str = "in ";
pub(super) const ANSWERS_FOR: &str = "Answers for";
pub(super) const CHANNELS: &str = "Channels";
pub(super) const METRICS: &str = "Metrics";
pub(super) const BETTER: &str = " is better";
pub(super) const LANES: &str = "Lanes";
