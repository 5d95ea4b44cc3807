"""Which keys may stand where; ``docs/policy-format.md`` says it in words, a test holds the two together."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of mapping: what people call it, and its keys. ``needed`` keys map to why they are needed."""

    name: str
    keys: frozenset[str]
    needed: dict[str, str] = field(default_factory=dict)


def _shape(name: str, keys: str, **needed: str) -> Shape:
    return Shape(name, frozenset(keys.split()) | needed.keys(), needed)


_SOURCE = "Whoever reads it later must be able to find where it comes from."
_WORDS = "People see these words and not the id."
_ID = "Other entries refer to it by its id."
_CLOCK = "What has no deadline is never late."

HEADER = _shape(
    "policy.yaml",
    "extends adopted sources switch_off never cannot_settle bands",
    id="A policy is found by its id.",
    title=_WORDS,
    version="Every decision is kept with the version that it was made under.",
    in_force="Nobody could tell on which days the policy holds.",
    status="A policy that nobody has adopted is for practice only, and says so on every screen.",
)
IN_FORCE = _shape("in_force", "until", **{"from": "Nobody could tell from which day the policy holds."})
ADOPTED = _shape("adopted", "", by="Somebody answers for an adopted policy.", on="An adoption has a date.")
SOURCE = _shape(
    "a source",
    "date url",
    title=_WORDS,
    kind="Law binds; guidance and reviews are weighed.",
    verified="Nobody may be told that the law requires what nobody has verified.",
)
SWITCH_OFF = _shape(
    "an entry of switch_off",
    "",
    rule="It must be clear which rule is meant.",
    because="Somebody will ask why the parent's rule does not hold here.",
)
NEVER = _shape(
    "an entry of never",
    "",
    when="It must be clear which answers cannot be together.",
    because="What is declared impossible is not proved: it needs its reason.",
)
BAND = _shape("a band", "", lowest="A band has two ends.", highest="A band has two ends.")

QUESTION_FILE = _shape(
    "a file of questions",
    "",
    section="Questions are asked topic by topic.",
    questions="A file of questions without questions may be one that was cut short.",
)
SECTION = _shape("section", "", id=_ID, title=_WORDS)
QUESTION = _shape(
    "a question",
    "choices polarity not_known asked_when sweep net from_caller closes not_empty_when day_of screens_out "
    "help definition why who_can_find_out find_out_within was source",
    id="Rules and cases refer to it by its id.",
    ask="These are the words that the worker says.",
    about="It must be clear whether each child, each adult or each incident has its own answer.",
    answer="It must be clear what an answer looks like.",
    stage="It must be clear when it is asked.",
)
CHOICE = _shape("a choice", "level help", id=_ID, label=_WORDS)

DEFINITION = _shape(
    "a definition",
    "source",
    id=_ID,
    title=_WORDS,
    polarity="Rules trust what a definition says about which way it points.",
    when="A definition without a condition is true of every child.",
)
RULE = _shape(
    "a rule",
    "statutory",
    id="Decisions and reports name a rule by its id.",
    title=_WORDS,
    when="A rule without a condition would apply to every child.",
    then="A rule that asks for nothing does nothing.",
    because="The worker is shown why; a threshold without a reason cannot be argued with.",
    source=_SOURCE,
)
THEN = _shape(
    "then",
    "route rag start harm contacts clocks duties destination tier police_unit enquiries warn do_not "
    "milestones call_999",
)
DO_NOT = _shape(
    "an entry of do_not",
    "",
    contact="It must be clear who is not to be contacted.",
    until="Without an end the family would never be told.",
)
AT_LEAST = _shape(
    "at_least", "counting", count="It must be clear how many.", of="It must be clear what is counted."
)
BLOCKS = ("any_adult", "any_incident", "any_child")
CONDITION_WORDS = ("is", "all", "any", "not", *BLOCKS, "at_least")

ROUTES_FILE = _shape(
    "routes.yaml", "routes base rags holding starts harms destinations roles duties enquiries"
)  # fmt: skip
ROUTE = _shape(
    "a route",
    "before says contacts duties milestones source",
    id=_ID,
    title=_WORDS,
    level_of_need="People speak of levels; each policy says which route is which.",
    rag_at_least="Every route has a speed below which it is not worked.",
    decided_by="It must be clear who may decide it.",
    second_view="It must be clear when somebody looks again at a lowering.",
)
RAG = _shape("a rating", "before says contacts clocks milestones source", id=_ID, title=_WORDS)
STEP = _shape("an entry", "before", id=_ID, title=_WORDS)
NAMED = _shape("an entry", "", id=_ID, title=_WORDS)
HOLDING = _shape("holding", "routes rags")
ENQUIRIES = _shape(
    "enquiries", "", within="An enquiry without a deadline is never late.", most="It must be clear how many."
)
DUTY = _shape(
    "a duty",
    "",
    id=_ID,
    title=_WORDS,
    recipient="Somebody must receive it.",
    basis="It must be clear what the duty rests on.",
    ends_when="A duty without an end stays on the board for ever.",
    clocks=_CLOCK,
    source=_SOURCE,
)
CONTACTS_FILE = _shape("contacts.yaml", "agencies units contacts")
CONTACT = _shape(
    "a contact",
    "do_not_say safety clocks unit settled_by times",
    id=_ID,
    role="It must be clear which role is contacted.",
    agency="It must be clear who is late.",
    why="Whoever makes the contact must be able to say why.",
    tell="The danger itself must be told, and not only that there is one (Child J 2.2.25).",
    ask="A contact that asks nothing learns nothing.",
    record="A contact that leaves no record did not happen (Child J 2.2.12).",
    source=_SOURCE,
)
TIMES = _shape("times", "sent received accepted attempted made child_seen")
TIMINGS_FILE = _shape("timings.yaml", "office events timings tiers")
OFFICE = _shape(
    "office",
    "closures zone",
    opens="Office hours cannot be counted without it.",
    closes="Office hours cannot be counted without it.",
    weekdays="Working days cannot be counted without it.",
    nation="Working days cannot be counted without its bank holidays.",
)
EVENT = _shape(
    "an event",
    "after source",
    id=_ID,
    title=_WORDS,
    whose="It must be clear whose receipt or act starts the clock.",
)
TIMING = _shape(
    "a timing",
    "recurring met_by",
    id=_ID,
    what="It must be clear what must have happened.",
    starts_on="It must be clear what starts the clock.",
    within=_CLOCK,
    source=_SOURCE,
)
TIER = _shape("a tier", "before clocks", id=_ID, title=_WORDS, source=_SOURCE)

CASEWORK_FILE = _shape(
    "casework.yaml",
    "work_clocks permissions teams lowering_reasons non_referrals decision_points disagreement "
    "transfer_dispute strategy_discussion visits moves searches news sharing safe_contact current_risk "
    "feedback retention returns small_numbers",
)
WORK_CLOCK = _shape(
    "a clock of casework",
    "",
    id=_ID,
    what="It must be clear what must have happened.",
    within=_CLOCK,
    source=_SOURCE,
)
PERMISSION = _shape("a permission", "", id=_ID, roles="It must be clear who may do it.", source=_SOURCE)
TEAM = _shape(
    "a team",
    "out_of_hours",
    id=_ID,
    title=_WORDS,
    roles="It must be clear who may take what is offered to it.",
    source=_SOURCE,
)
DECISION_POINT = _shape("a decision point", "proposed_by values", id=_ID, title=_WORDS)
POINT_VALUE = _shape(
    "a value of a decision point",
    "",
    id=_ID,
    title=_WORDS,
    decided_by="It must be clear who may decide it.",
    second_view="It must be clear when somebody looks again if less is decided than was proposed.",
)
DISAGREEMENT = _shape(
    "a stage of disagreement",
    "",
    id=_ID,
    title=_WORDS,
    answered_by="Somebody must answer it.",
    within=_CLOCK,
    source=_SOURCE,
)
TRANSFER_DISPUTE = _shape(
    "a stage of a disputed transfer",
    "",
    id=_ID,
    title=_WORDS,
    answered_by="Somebody here must take it up.",
    within=_CLOCK,
    source=_SOURCE,
)
STRATEGY_DISCUSSION = _shape(
    "strategy_discussion",
    "",
    needs="A call between two is no strategy discussion (Child J 2.2.12).",
    ours="It must be clear which agency we are, and whose actions are ours.",
    police="It must be clear which agency names its unit and a reference.",
    units="It must be clear which police units count (Child J 2.2.12).",
    held="Clocks that run from the discussion start on this event.",
    began_section_47="The conference is counted from the discussion that began the enquiry.",
    source=_SOURCE,
)
VISITS = _shape("visits", "of_concern", seen="The visit clock goes on from this event.", source=_SOURCE)
MOVES = _shape("moves", "", known="The clocks of a move start on this event.", source=_SOURCE)
SEARCHES = _shape(
    "searches",
    "",
    needs="“Nothing known” says nothing until it is clear in whose records somebody looked.",
    source=_SOURCE,
)
SHARING = _shape(
    "sharing",
    "",
    needed_below="It must be clear from which route on agreement is not needed.",
    not_needed_for="It must be clear for which agencies agreement is not needed.",
    source=_SOURCE,
)
SAFE_CONTACT = _shape(
    "safe_contact",
    "",
    agencies="It must be clear whom it is unsafe to reach.",
    unsafe_where="It must be clear for which harm it is unsafe until somebody says how.",
    source=_SOURCE,
)
CURRENT_RISK = _shape(
    "current_risk",
    "",
    present="Yesterday's adult was told of, and today's was not (Child J 2.2.25).",
    away="It must be clear which answers say that the adult is away from the child.",
    say="The danger itself must be told, and not only that there is one (Child J 2.2.25).",
    source=_SOURCE,
)
FEEDBACK = _shape(
    "feedback",
    "",
    question="It must be clear which answer says who told us.",
    agency="It must be clear which contacts are answers to whoever told us.",
    methods="It must be clear how each of them is answered.",
    source=_SOURCE,
)
FEEDBACK_METHOD = _shape("a way of answering", "", id=_ID, title=_WORDS, senders="It must be clear for whom.")
NEWS = _shape(
    "news", "", ask="News that nothing is asked about is only filed (Child J 2.2.14).", source=_SOURCE
)
RETURNS = _shape(
    "returns",
    "",
    sent_by="The returns say who sent it.",
    sources="The census has codes of its own.",
    contact_flags="The dataset says what became of a contact in flags of its own.",
    referral_flags="The dataset says what became of a referral in flags of its own.",
    source=_SOURCE,
)
RETENTION = _shape(
    "a retention rule",
    "",
    id=_ID,
    title=_WORDS,
    routes="It must be clear which referrals it is about.",
    keep="It must be clear how long.",
    after="It must be clear what it is counted from.",
    source=_SOURCE,
)

EXAMPLE = _shape(
    "an example",
    "policy answers children adults incidents events variants",
    title=_WORDS,
    source=_SOURCE,
    received_at="Ages, dates and deadlines are worked out for that day.",
    expect="An example that expects nothing tests nothing.",
)
VARIANT = _shape(
    "a variant",
    "answers children adults incidents",
    title=_WORDS,
    expect="A variant that expects nothing tests nothing.",
)
CASE = _shape("a case", "policy received_at answers children adults incidents events")
WEEK_CASE = _shape(
    "a case of the week",
    "policy answers children adults incidents events",
    title=_WORDS,
    source=_SOURCE,
    received_at="Ages, dates and deadlines are worked out for that day.",
)
STORY = _shape(
    "an events file",
    "until people",
    title=_WORDS,
    policy="It must be clear by which policy it is judged.",
    source=_SOURCE,
    opened="A timeline begins with a referral.",
    writes="Without what was done there is nothing to be late.",
)
OPENED = _shape(
    "opened",
    "reference",
    at="Clocks are counted from a time.",
    by="Somebody owns it from the beginning.",
    case="It must be known of which child, and what was answered.",
)
WRITE = _shape(
    "a write",
    "body known_as words source",
    at="Clocks are counted from a time.",
    by="Who may do it depends on who it is.",
    post="It must be clear which of the API's writes it is.",
)
SUBJECT = _shape("an entry", "answers", ref="It must be clear which child, adult or incident is meant.")
EXPECT_ONE = (
    "route", "rag", "start", "provisional", "destination", "tier", "route_at_least", "route_at_most",
    "rag_at_least", "rag_at_most", "floor", "ceiling",
)  # fmt: skip
"""Keys of ``expect`` that take one value."""
EXPECT_MANY = (
    "harm", "contacts", "duties", "police_units", "rules", "enquiries", "not_contacts", "not_duties",
    "not_rules", "not_held_back",
)  # fmt: skip
"""Keys of ``expect`` that take several."""
EXPECT = _shape("expect", " ".join([*EXPECT_ONE, *EXPECT_MANY, "do_not"]))

ALL_SHAPES = tuple(value for value in list(globals().values()) if isinstance(value, Shape))

_HOMES = (HEADER, RULE, THEN, QUESTION, DEFINITION, ROUTE, DUTY, CONTACT, OFFICE, EVENT, TIMING)


_FILES = (ROUTES_FILE, CONTACTS_FILE, TIMINGS_FILE, CASEWORK_FILE)
FILE_OF = {
    **dict.fromkeys(QUESTION_FILE.keys, "a file of questions/"),
    **{key: shape.name for shape in _FILES for key in shape.keys},
}
"""Keys at the top of a file, and the file where they stand."""


def homes_of(key: str) -> str:
    """What has a key of this name, in words; empty if nothing has, or too much to be of help."""
    homes = [shape.name for shape in _HOMES if key in shape.keys]
    return " or ".join(homes) if len(homes) <= 3 else ""
