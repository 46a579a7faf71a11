"""The closed lists of the field, and the words people use for them.

Every list is in the order in which it is shown. A synonym maps what a person may write (in English, Thai, Chinese or
the terms of MEDDPICC and Miller Heiman) to the one word that relmap stores.
"""

ROLES = (
    "decision_maker",
    "approver",
    "influencer",
    "evaluator",
    "user",
    "purchaser",
    "gatekeeper",
    "champion",
    "coach",
    "adviser",
    "sponsor",
    "blocker",
)

ROLE_SYNONYMS = {
    "decision maker": "decision_maker",
    "decider": "decision_maker",
    "economic buyer": "decision_maker",
    "economic decision maker": "decision_maker",
    "ผู้มีอำนาจตัดสินใจ": "decision_maker",
    "ผู้ตัดสินใจ": "decision_maker",
    "决策人": "decision_maker",
    "决策者": "decision_maker",
    "決策者": "decision_maker",
    "经济采购者": "decision_maker",
    "ผู้อนุมัติ": "approver",
    "审批人": "approver",
    "批准人": "approver",
    "審批人": "approver",
    "ผู้มีอิทธิพล": "influencer",
    "影响者": "influencer",
    "影響者": "influencer",
    "technical buyer": "evaluator",
    "technical evaluator": "evaluator",
    "ผู้ประเมิน": "evaluator",
    "评估人": "evaluator",
    "技术评估人": "evaluator",
    "評估人": "evaluator",
    "user buyer": "user",
    "end user": "user",
    "ผู้ใช้": "user",
    "ผู้ใช้งาน": "user",
    "使用者": "user",
    "用户": "user",
    "buyer": "purchaser",
    "purchasing": "purchaser",
    "procurement": "purchaser",
    "ผู้จัดซื้อ": "purchaser",
    "จัดซื้อ": "purchaser",
    "采购": "purchaser",
    "采购人": "purchaser",
    "採購": "purchaser",
    "ผู้คัดกรอง": "gatekeeper",
    "ผู้เฝ้าประตู": "gatekeeper",
    "把关人": "gatekeeper",
    "守门人": "gatekeeper",
    "把關人": "gatekeeper",
    "ผู้สนับสนุนหลัก": "champion",
    "แชมเปี้ยน": "champion",
    "内部支持者": "champion",
    "拥护者": "champion",
    "支持者": "champion",
    "擁護者": "champion",
    "ผู้แนะนำ": "coach",
    "โค้ช": "coach",
    "教练": "coach",
    "教練": "coach",
    "内线": "coach",
    "advisor": "adviser",
    "ที่ปรึกษา": "adviser",
    "顾问": "adviser",
    "顧問": "adviser",
    "executive sponsor": "sponsor",
    "ผู้อุปถัมภ์": "sponsor",
    "ผู้สนับสนุนโครงการ": "sponsor",
    "发起人": "sponsor",
    "赞助人": "sponsor",
    "贊助人": "sponsor",
    "anti-champion": "blocker",
    "ผู้ขัดขวาง": "blocker",
    "阻碍者": "blocker",
    "反对者": "blocker",
    "阻礙者": "blocker",
}

SENIORITIES = ("executive", "director", "manager", "staff", "external")
STATUSES = ("active", "left")

STANCE_NAMES = {-2: "opponent", -1: "non_supporter", 0: "neutral", 1: "supporter", 2: "advocate"}
STANCE_SYNONYMS = {
    "opponent": -2,
    "non-supporter": -1,
    "non_supporter": -1,
    "nonsupporter": -1,
    "neutral": 0,
    "supporter": 1,
    "advocate": 2,
    "ต่อต้าน": -2,
    "ไม่สนับสนุน": -1,
    "เป็นกลาง": 0,
    "สนับสนุน": 1,
    "สนับสนุนเต็มที่": 2,
    "反对": -2,
    "不支持": -1,
    "中立": 0,
    "支持": 1,
    "拥护": 2,
}
UNKNOWN_WORDS = ("unknown", "?", "ไม่ทราบ", "未知", "不明")

INFLUENCE_NAMES = {0: "none", 1: "low", 2: "medium", 3: "high", 4: "inner_circle"}
LEVEL_NAMES = {1: "acquainted", 2: "working", 3: "trusted", 4: "adviser"}
BOND_NAMES = {1: "incentive", 2: "personal", 3: "structural"}

LINK_KINDS = ("influences", "advises", "refers", "friend", "family", "former_colleague", "conflicts")
SYMMETRIC_KINDS = frozenset({"friend", "family", "former_colleague", "conflicts"})

TOUCH_CHANNELS = (
    "visit",
    "meeting",
    "call",
    "video",
    "email",
    "chat",
    "sms",
    "fax",
    "post",
    "event",
    "social",
)
TWO_WAY_CHANNELS = frozenset({"visit", "meeting", "call", "video", "event"})

# Ways to reach a person, in the order in which they are shown. Other names are allowed: the list is the user's.
CONTACT_CHANNELS = (
    "phone",
    "mobile",
    "email",
    "line",
    "wechat",
    "whatsapp",
    "fax",
    "address",
    "linkedin",
    "facebook",
    "website",
)

SEGMENTS = ("new", "repeat", "regular", "fan", "opinion_leader", "bargain", "occasional", "dormant")
STRATEGIES = ("basic", "reactive", "accountable", "proactive", "partnership")
LANGUAGES = ("en", "th", "zh")
CALENDARS = ("gregorian", "buddhist")
# A deal's stage is the user's own text; these end it.
CLOSED_STAGES = frozenset({"won", "lost", "closed", "cancelled"})

# Titles that mean the same job. A person is found by any of them.
TITLE_SYNONYMS = (
    ("gm", "general manager", "ผู้จัดการทั่วไป", "总经理", "總經理"),
    ("ceo", "chief executive officer", "ประธานเจ้าหน้าที่บริหาร", "首席执行官", "首席執行官"),
    ("cfo", "chief financial officer", "ประธานเจ้าหน้าที่บริหารฝ่ายการเงิน", "ประธานเจ้าหน้าที่ฝ่ายการเงิน", "首席财务官", "財務長"),
    (
        "cto",
        "chief technology officer",
        "ประธานเจ้าหน้าที่บริหารฝ่ายเทคโนโลยี",
        "ประธานเจ้าหน้าที่ฝ่ายเทคโนโลยี",
        "首席技术官",
        "技術長",
    ),
    (
        "cio",
        "chief information officer",
        "ประธานเจ้าหน้าที่บริหารฝ่ายสารสนเทศ",
        "ประธานเจ้าหน้าที่ฝ่ายสารสนเทศ",
        "首席信息官",
        "資訊長",
    ),
    (
        "coo",
        "chief operating officer",
        "ประธานเจ้าหน้าที่บริหารฝ่ายปฏิบัติการ",
        "ประธานเจ้าหน้าที่ฝ่ายปฏิบัติการ",
        "首席运营官",
        "營運長",
    ),
    ("md", "managing director", "กรรมการผู้จัดการ", "董事总经理", "董事總經理"),
    ("vp", "vice president", "รองประธาน", "副总裁", "副總裁"),
)

SEVERITIES = ("critical", "high", "medium", "low")
"""How bad a gap is, the worst first."""
