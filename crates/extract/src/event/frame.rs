//! Frames: what a row of `data/vi/event/frames.tsv` means, as checked values.

use biennien_knowledge::{FrameRow, Judgement};
use biennien_model::EventType;

/// One kind of act and how its sides stand around the trigger.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Id in the table.
    pub(crate) id: String,
    /// PLOVER type.
    pub(crate) kind: EventType,
    /// PLOVER mode.
    pub(crate) mode: Option<String>,
    /// Verb, noun or either.
    pub(crate) form: Form,
    /// Where the sides stand.
    pub(crate) sides: Sides,
    /// What becomes of acts in its complement.
    pub(crate) content: Content,
    /// What must be there besides the words.
    pub(crate) needs: Vec<Need>,
}

/// Part of speech of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// Either; the words around decide.
    Any,
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $word:literal $doc:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $(#[doc = $doc] $variant,)* }

        impl $name {
            /// Reads the word of the table.
            pub(crate) fn read(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Where the sides of an act stand.
    Sides {
        Strike "strike" "Subject does it to the object; a place can stand for the one hit.",
        Clash "clash" "Both do it to each other.",
        War "war" "A war and who wages it.",
        Mutual "mutual" "All do it together.",
        Meeting "meeting" "An organisation's or several states' meeting, and who attends.",
        Visit "visit" "The subject is the guest, the object the host.",
        Arrive "arrive" "The subject is the guest, the place stands for the host.",
        Host "host" "The subject is the host, the object the guest.",
        Speech "speech" "The subject says it of or to the object.",
        Order "order" "The subject tells its own people what to do.",
        Deny "deny" "The subject denies what the object said.",
        Toward "toward" "The subject does it to the object, named directly or by a preposition.",
        Give "give" "The subject gives to the object or to whom a preposition names.",
        Receive "receive" "The subject is given something by another.",
        Police "police" "A power does it to persons; without a named doer, their own state.",
        Drill "drill" "The subject does it alone.",
        Move "move" "The subject moves forces, perhaps against somebody.",
        Sign "sign" "One or several sign.",
        Protest "protest" "People or parties against a state.",
        Alone "alone" "The subject does it; nobody is meant by it.",
    }
}

words! {
    /// What becomes of acts named in the complement of a trigger.
    Content {
        Plain "" "They are coded as they stand.",
        Hides "hides" "They are the content of the speech act and are not coded.",
        Denies "denies" "They are coded as denied.",
        Wishes "wishes" "They are coded as wished.",
    }
}

words! {
    /// What a word does in a clause.
    Role {
        Classifier "classifier" "Makes a noun of the trigger behind it.",
        Light "light" "Verb that carries a nominal act.",
        Suffer "suffer" "Verb whose subject the nominal act is done to.",
        With "with" "Names the partner.",
        To "to" "Names the recipient.",
        At "at" "Names a place or a time.",
        Of "of" "Names the owner or doer of a nominal act.",
        From "from" "Names the doer of a nominal act, else where something comes from.",
        About "about" "Names what it is about; no side.",
        By "by" "Names the doer.",
        Between "between" "Names both.",
        And "and" "Joins two of a kind.",
        Passive "passive" "Makes the subject the one it is done to.",
        Purpose "purpose" "Begins a clause that says what for.",
        Clause "clause" "Begins a clause that completes the verb before.",
        Turn "turn" "Begins a clause of its own.",
        When "when" "Begins a clause that the time right in front of it dates.",
        Coordinate "coordinate" "Joins two verbs.",
        Negation "negation" "It did not happen.",
        Planned "planned" "It is to happen.",
        Hypothetical "hypothetical" "It may happen.",
        Attend "attend" "Verb of one who attends.",
        Civilian "civilian" "Persons and sites that no force may attack.",
        Before "before" "Says that the nominal act behind it is still to come.",
        EachOther "each-other" "The actors do it to one another.",
        Condition "condition" "Makes what depends on it a possibility.",
        CalledOff "called-off" "Behind a nominal act: it did not or will not take place.",
        Border "border" "Says that forces stand against somebody.",
    }
}

/// What must be there for a frame to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Need {
    /// Two sides among the actors.
    Two,
    /// An actor.
    Actor,
    /// A recipient.
    Recipient,
    /// Actor and recipient, and they differ.
    Foreign,
    /// The object touches the trigger.
    ObjectNext,
    /// A place or state touches the trigger.
    PlaceNext,
    /// Another side stands behind the trigger.
    OtherAfter,
    /// The actor is one person or a leader.
    Leader,
    /// A word of the set stands in the sentence behind the trigger.
    Near(usize),
}

/// A set of roles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Roles(u32);

impl Roles {
    /// Adds `role`.
    pub(crate) fn insert(&mut self, role: Role) {
        self.0 |= 1 << role as u32;
    }

    /// True when `role` is in the set.
    pub(crate) fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// True when one of `roles` is in the set.
    pub(crate) fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }

    /// True when there is none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Frame {
    /// Reads a row; words that mean nothing count as the plainest value (`data check` reports them).
    pub(crate) fn read(row: &FrameRow, sets: &[String]) -> Frame {
        let form = match row.form.as_str() {
            "verb" => Form::Verb,
            "noun" => Form::Noun,
            _ => Form::Any,
        };
        Frame {
            id: row.id.clone(),
            kind: row.kind,
            mode: row.mode.clone(),
            form,
            sides: Sides::read(&row.sides).unwrap_or(Sides::Toward),
            content: Content::read(&row.content).unwrap_or(Content::Plain),
            needs: row.needs.iter().filter_map(|word| Need::read(word, sets)).collect(),
        }
    }
}

impl Frame {
    /// The frame of a judgement: the speaker does it to whom the words are about.
    pub(crate) fn spoken(row: &Judgement) -> Frame {
        let mode = row.mode.clone();
        let id = format!("said-{}", row.kind.word().to_lowercase());
        Frame {
            id,
            kind: row.kind,
            mode,
            form: Form::Verb,
            sides: Sides::Speech,
            content: Content::Plain,
            needs: Vec::new(),
        }
    }
}

impl Need {
    fn read(word: &str, sets: &[String]) -> Option<Need> {
        Some(match word {
            "two" => Need::Two,
            "actor" => Need::Actor,
            "recipient" => Need::Recipient,
            "foreign" => Need::Foreign,
            "object-next" => Need::ObjectNext,
            "place-next" => Need::PlaceNext,
            "other-after" => Need::OtherAfter,
            "leader" => Need::Leader,
            _ => {
                let set = word.strip_prefix("near:")?;
                Need::Near(sets.iter().position(|name| name == set)?)
            }
        })
    }
}
