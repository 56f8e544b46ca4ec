// Generated from libs/acquisition/domain/events by `npm run generate`. Do not edit.
export const eventSchemas = {
 "definitions": {
  "FilmFacts": {
   "type": "object",
   "properties": {
    "FilmRegistered": {
     "$ref": "#/definitions/FilmRegistered"
    },
    "FilmDetailsAmended": {
     "$ref": "#/definitions/FilmDetailsAmended"
    },
    "FilmWithdrawn": {
     "$ref": "#/definitions/FilmWithdrawn"
    },
    "FilmReinstated": {
     "$ref": "#/definitions/FilmReinstated"
    },
    "MandateGranted": {
     "$ref": "#/definitions/MandateGranted"
    },
    "MandateEnded": {
     "$ref": "#/definitions/MandateEnded"
    },
    "EstimatesSet": {
     "$ref": "#/definitions/EstimatesSet"
    },
    "FilmSelected": {
     "$ref": "#/definitions/FilmSelected"
    },
    "FilmScreened": {
     "$ref": "#/definitions/FilmScreened"
    },
    "OvationReceived": {
     "$ref": "#/definitions/OvationReceived"
    },
    "ReviewPublished": {
     "$ref": "#/definitions/ReviewPublished"
    },
    "AwardWon": {
     "$ref": "#/definitions/AwardWon"
    },
    "InterestExpressed": {
     "$ref": "#/definitions/InterestExpressed"
    },
    "BuyerPassed": {
     "$ref": "#/definitions/BuyerPassed"
    },
    "NegotiationEntered": {
     "$ref": "#/definitions/NegotiationEntered"
    },
    "OfferMade": {
     "$ref": "#/definitions/OfferMade"
    },
    "OfferRaised": {
     "$ref": "#/definitions/OfferRaised"
    },
    "OfferCountered": {
     "$ref": "#/definitions/OfferCountered"
    },
    "ApprovalRequested": {
     "$ref": "#/definitions/ApprovalRequested"
    },
    "OfferApproved": {
     "$ref": "#/definitions/OfferApproved"
    },
    "OfferKeptConfidential": {
     "$ref": "#/definitions/OfferKeptConfidential"
    },
    "OfferAccepted": {
     "$ref": "#/definitions/OfferAccepted"
    },
    "OfferDeclined": {
     "$ref": "#/definitions/OfferDeclined"
    },
    "OfferWithdrawn": {
     "$ref": "#/definitions/OfferWithdrawn"
    },
    "OfferLapsed": {
     "$ref": "#/definitions/OfferLapsed"
    },
    "ReservationReleased": {
     "$ref": "#/definitions/ReservationReleased"
    },
    "FilmAcquired": {
     "$ref": "#/definitions/FilmAcquired"
    },
    "LongFormExecuted": {
     "$ref": "#/definitions/LongFormExecuted"
    },
    "DealAmended": {
     "$ref": "#/definitions/DealAmended"
    },
    "DealRescinded": {
     "$ref": "#/definitions/DealRescinded"
    },
    "RightsReverted": {
     "$ref": "#/definitions/RightsReverted"
    },
    "DeliveryAccepted": {
     "$ref": "#/definitions/DeliveryAccepted"
    },
    "DisputeOpened": {
     "$ref": "#/definitions/DisputeOpened"
    },
    "DisputeSettled": {
     "$ref": "#/definitions/DisputeSettled"
    },
    "ReleaseDated": {
     "$ref": "#/definitions/ReleaseDated"
    },
    "FilmReleased": {
     "$ref": "#/definitions/FilmReleased"
    },
    "NoteTaken": {
     "$ref": "#/definitions/NoteTaken"
    },
    "EntryCorrected": {
     "$ref": "#/definitions/EntryCorrected"
    },
    "EntryRetracted": {
     "$ref": "#/definitions/EntryRetracted"
    },
    "EvidenceAttached": {
     "$ref": "#/definitions/EvidenceAttached"
    }
   },
   "required": [
    "FilmRegistered",
    "FilmDetailsAmended",
    "FilmWithdrawn",
    "FilmReinstated",
    "MandateGranted",
    "MandateEnded",
    "EstimatesSet",
    "FilmSelected",
    "FilmScreened",
    "OvationReceived",
    "ReviewPublished",
    "AwardWon",
    "InterestExpressed",
    "BuyerPassed",
    "NegotiationEntered",
    "OfferMade",
    "OfferRaised",
    "OfferCountered",
    "ApprovalRequested",
    "OfferApproved",
    "OfferKeptConfidential",
    "OfferAccepted",
    "OfferDeclined",
    "OfferWithdrawn",
    "OfferLapsed",
    "ReservationReleased",
    "FilmAcquired",
    "LongFormExecuted",
    "DealAmended",
    "DealRescinded",
    "RightsReverted",
    "DeliveryAccepted",
    "DisputeOpened",
    "DisputeSettled",
    "ReleaseDated",
    "FilmReleased",
    "NoteTaken",
    "EntryCorrected",
    "EntryRetracted",
    "EvidenceAttached"
   ],
   "additionalProperties": false,
   "description": "Every event of a film's stream, by its name in the code. Stored names are in the codec and never change."
  },
  "FilmRegistered": {
   "type": "object",
   "properties": {
    "filmId": {
     "type": "string",
     "description": "UUIDv7."
    },
    "slug": {
     "type": "string",
     "description": "Made from title and year, unique on the slate, never changes: `k-pops-2024`."
    },
    "title": {
     "type": "string"
    },
    "year": {
     "type": "number",
     "description": "Year of the film's first public showing, as catalogues give it."
    },
    "directors": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "companies": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "Production companies."
    }
   },
   "required": [
    "filmId",
    "slug",
    "title",
    "year",
    "directors"
   ],
   "additionalProperties": false,
   "description": "A film is put on the slate. The first event of its stream."
  },
  "FilmDetailsAmended": {
   "type": "object",
   "properties": {
    "title": {
     "type": "string"
    },
    "year": {
     "type": "number"
    },
    "directors": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "companies": {
     "type": "array",
     "items": {
      "type": "string"
     }
    }
   },
   "additionalProperties": false,
   "description": "Title, year, directors or companies are changed from now on (the film is retitled, say). Mistakes are corrected instead."
  },
  "FilmWithdrawn": {
   "type": "object",
   "properties": {
    "reason": {
     "type": "string"
    }
   },
   "additionalProperties": false,
   "description": "The film is taken off the market: nothing more is offered or sold."
  },
  "FilmReinstated": {
   "type": "object",
   "properties": {
    "reason": {
     "type": "string"
    }
   },
   "additionalProperties": false,
   "description": "A withdrawn film is for sale again."
  },
  "MandateGranted": {
   "type": "object",
   "properties": {
    "mandateId": {
     "type": "string",
     "description": "The id of this event."
    },
    "grantor": {
     "type": "string",
     "description": "Who grants it: the producer, usually."
    },
    "agent": {
     "type": "string",
     "description": "Who may sell: the sales agent."
    },
    "rights": {
     "$ref": "#/definitions/Rights"
    }
   },
   "required": [
    "mandateId",
    "agent",
    "rights"
   ],
   "additionalProperties": false,
   "description": "The sales agent is given rights to sell. Without any mandate the mandate is worldwide, all rights."
  },
  "Rights": {
   "type": "object",
   "properties": {
    "words": {
     "type": "string",
     "description": "The words as they were given, such as `Worldwide - Germany - Austria, all rights`."
    },
    "blocks": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/RightsBlock"
     },
     "description": "What the words resolved to."
    },
    "unresolved": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "Words that resolved to nothing: shown, never counted as coverage."
    },
    "territoryList": {
     "type": "string",
     "description": "Version of the territory list that was used."
    },
    "holdbacks": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/Holdback"
     }
    }
   },
   "required": [
    "words",
    "blocks",
    "unresolved",
    "territoryList"
   ],
   "additionalProperties": false,
   "description": "Rights as an event keeps them: what was said, in the trade's words, and what those words meant when it was recorded."
  },
  "RightsBlock": {
   "type": "object",
   "properties": {
    "territories": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/CountryCode"
     }
    },
    "media": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/Medium"
     }
    },
    "window": {
     "$ref": "#/definitions/Window"
    },
    "languages": {
     "anyOf": [
      {
       "type": "array",
       "items": {
        "$ref": "#/definitions/LanguageCode"
       }
      },
      {
       "type": "null"
      }
     ],
     "description": "Only these languages; `null` is all languages."
    },
    "exceptLanguages": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/LanguageCode"
     },
     "description": "Every language but these: what is left when a right in some languages is taken out. Only where `languages` is `null`."
    },
    "exclusive": {
     "type": "boolean"
    }
   },
   "required": [
    "territories",
    "media",
    "window",
    "languages",
    "exclusive"
   ],
   "additionalProperties": false,
   "description": "A block of rights whose every part is resolved: the unit in which rights are granted, licensed and compared. `territories` is sorted and has no doubles; so have `media`, in the order of the tree, and `languages`."
  },
  "CountryCode": {
   "type": "string",
   "description": "ISO 3166-1 alpha-2, upper case, such as `FR`; `XK` for Kosovo."
  },
  "Medium": {
   "type": "string",
   "enum": [
    "theatrical",
    "non-theatrical",
    "public video",
    "airline",
    "ship",
    "hotel",
    "video rental",
    "video sale",
    "PVOD",
    "TVOD",
    "EST",
    "SVOD",
    "AVOD",
    "FAST",
    "pay TV",
    "free TV",
    "remake",
    "sequel",
    "merchandising",
    "soundtrack"
   ],
   "description": "Leaves of the media tree; a parent of the tree means all of its leaves."
  },
  "Window": {
   "type": "object",
   "properties": {
    "from": {
     "anyOf": [
      {
       "$ref": "#/definitions/Day"
      },
      {
       "type": "null"
      }
     ]
    },
    "to": {
     "anyOf": [
      {
       "$ref": "#/definitions/Day"
      },
      {
       "type": "null"
      }
     ]
    }
   },
   "required": [
    "from",
    "to"
   ],
   "additionalProperties": false,
   "description": "Half-open interval of days `[from, to)`; `null` is an open end."
  },
  "Day": {
   "type": "string",
   "description": "A calendar date, `YYYY-MM-DD`."
  },
  "LanguageCode": {
   "type": "string",
   "description": "ISO 639-1, lower case, such as `fr`."
  },
  "Holdback": {
   "type": "object",
   "properties": {
    "territories": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/CountryCode"
     }
    },
    "media": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/Medium"
     }
    },
    "until": {
     "anyOf": [
      {
       "type": "object",
       "properties": {
        "day": {
         "$ref": "#/definitions/Day"
        }
       },
       "required": [
        "day"
       ],
       "additionalProperties": false
      },
      {
       "type": "object",
       "properties": {
        "daysAfterFirstRelease": {
         "type": "number"
        }
       },
       "required": [
        "daysAfterFirstRelease"
       ],
       "additionalProperties": false
      }
     ]
    }
   },
   "required": [
    "territories",
    "media",
    "until"
   ],
   "additionalProperties": false,
   "description": "A right that may not be used before a day, or before some days after the film's first release."
  },
  "MandateEnded": {
   "type": "object",
   "properties": {
    "mandateId": {
     "type": "string"
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "mandateId"
   ],
   "additionalProperties": false,
   "description": "A mandate ends; what was sold under it stays sold."
  },
  "EstimatesSet": {
   "type": "object",
   "properties": {
    "estimates": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/Estimate"
     }
    }
   },
   "required": [
    "estimates"
   ],
   "additionalProperties": false,
   "description": "Ask and take by territory lot and medium; replaces the estimates before it."
  },
  "Estimate": {
   "type": "object",
   "properties": {
    "rights": {
     "$ref": "#/definitions/Rights"
    },
    "ask": {
     "$ref": "#/definitions/Amount",
     "description": "The price wished for."
    },
    "take": {
     "$ref": "#/definitions/Amount",
     "description": "The lowest price that may be accepted without an approval."
    }
   },
   "required": [
    "rights"
   ],
   "additionalProperties": false,
   "description": "One line of ask and take."
  },
  "Amount": {
   "anyOf": [
    {
     "type": "object",
     "properties": {
      "kind": {
       "type": "string",
       "const": "exact"
      },
      "minor": {
       "type": "number"
      },
      "currency": {
       "$ref": "#/definitions/Currency"
      },
      "words": {
       "type": "string"
      }
     },
     "required": [
      "kind",
      "minor",
      "currency"
     ],
     "additionalProperties": false
    },
    {
     "type": "object",
     "properties": {
      "kind": {
       "type": "string",
       "const": "range"
      },
      "minMinor": {
       "type": [
        "number",
        "null"
       ]
      },
      "maxMinor": {
       "type": [
        "number",
        "null"
       ]
      },
      "currency": {
       "$ref": "#/definitions/Currency"
      },
      "words": {
       "type": "string"
      }
     },
     "required": [
      "kind",
      "minMinor",
      "maxMinor",
      "currency",
      "words"
     ],
     "additionalProperties": false
    },
    {
     "type": "object",
     "properties": {
      "kind": {
       "type": "string",
       "const": "unknown"
      },
      "words": {
       "type": "string"
      }
     },
     "required": [
      "kind"
     ],
     "additionalProperties": false
    }
   ],
   "description": "A sum of money as the trade reports it. Whole minor units (cents; for JPY yen), never a float: 17,500,000.69 USD is `{ kind: 'exact', minor: 1750000069, currency: 'USD' }`."
  },
  "Currency": {
   "type": "string",
   "description": "ISO 4217 alphabetic code, such as `USD`."
  },
  "FilmSelected": {
   "type": "object",
   "properties": {
    "festival": {
     "type": "string"
    },
    "section": {
     "type": "string"
    },
    "label": {
     "type": "string",
     "description": "The festival's own tag, such as `Sales Title`."
    }
   },
   "required": [
    "festival"
   ],
   "additionalProperties": false,
   "description": "A festival or market selects the film."
  },
  "FilmScreened": {
   "type": "object",
   "properties": {
    "festival": {
     "type": "string"
    },
    "section": {
     "type": "string"
    },
    "venue": {
     "type": "string"
    },
    "premiere": {
     "type": "string",
     "description": "`world`, `international`, `North American`, `US` …, in the festival's words."
    },
    "audience": {
     "type": "string",
     "description": "`public`, `press & industry (buyers)` …, in the source's words."
    },
    "audienceSize": {
     "type": "number"
    },
    "startTime": {
     "type": "string",
     "description": "Local time of day, `HH:MM`."
    },
    "delayMinutes": {
     "type": "number"
    }
   },
   "additionalProperties": false,
   "description": "The film is shown to an audience."
  },
  "OvationReceived": {
   "type": "object",
   "properties": {
    "kind": {
     "type": "string",
     "enum": [
      "standing",
      "seated"
     ]
    },
    "intensity": {
     "type": "string",
     "description": "In the source's word: `ecstatic`, `polite` …"
    },
    "minutes": {
     "type": [
      "number",
      "null"
     ],
     "description": "Length in minutes, fractions allowed; `null` when it was not timed."
    },
    "festival": {
     "type": "string"
    },
    "venue": {
     "type": "string"
    },
    "reportedBy": {
     "type": "string",
     "description": "Who timed or reported it."
    }
   },
   "required": [
    "kind",
    "minutes"
   ],
   "additionalProperties": false,
   "description": "The house applauds. One event for each report: two outlets that report 9 and 13 minutes are two ovations received, shown as \"9 to 13 min\"."
  },
  "ReviewPublished": {
   "type": "object",
   "properties": {
    "outlet": {
     "type": "string"
    },
    "critic": {
     "type": "string"
    },
    "verdict": {
     "type": "string"
    }
   },
   "required": [
    "outlet"
   ],
   "additionalProperties": false,
   "description": "A review appears."
  },
  "AwardWon": {
   "type": "object",
   "properties": {
    "award": {
     "type": "string"
    },
    "festival": {
     "type": "string"
    }
   },
   "required": [
    "award"
   ],
   "additionalProperties": false,
   "description": "The film wins a prize."
  },
  "InterestExpressed": {
   "type": "object",
   "properties": {
    "buyer": {
     "type": "string"
    },
    "rights": {
     "$ref": "#/definitions/Rights",
     "description": "What it is interested in, if it said so."
    }
   },
   "required": [
    "buyer"
   ],
   "additionalProperties": false,
   "description": "A buyer says that it is interested; no terms yet."
  },
  "BuyerPassed": {
   "type": "object",
   "properties": {
    "buyer": {
     "type": "string"
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "buyer"
   ],
   "additionalProperties": false,
   "description": "A buyer says no to the film."
  },
  "NegotiationEntered": {
   "type": "object",
   "properties": {
    "buyer": {
     "type": "string"
    },
    "exclusive": {
     "type": "boolean"
    },
    "until": {
     "anyOf": [
      {
       "$ref": "#/definitions/Instant"
      },
      {
       "type": "null"
      }
     ],
     "description": "When they end by themselves; `null` when nobody said."
    },
    "rights": {
     "$ref": "#/definitions/Rights"
    }
   },
   "required": [
    "buyer",
    "exclusive",
    "until"
   ],
   "additionalProperties": false,
   "description": "Talks with a buyer begin; exclusive talks keep the others out until they end."
  },
  "Instant": {
   "type": "string",
   "description": "A moment, UTC, ISO 8601 with milliseconds: `2024-09-07T22:15:00.000Z`."
  },
  "OfferMade": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string",
     "description": "The id of this event."
    },
    "buyer": {
     "type": "string"
    },
    "rights": {
     "$ref": "#/definitions/Rights"
    },
    "terms": {
     "$ref": "#/definitions/Terms"
    },
    "expiresAt": {
     "anyOf": [
      {
       "$ref": "#/definitions/Instant"
      },
      {
       "type": "null"
      }
     ],
     "description": "When it lapses by itself; `null` when nobody said."
    },
    "conflicts": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/Conflict"
     },
     "description": "Conflicts at the moment of recording."
    }
   },
   "required": [
    "offerId",
    "buyer",
    "rights",
    "terms",
    "expiresAt",
    "conflicts"
   ],
   "additionalProperties": false,
   "description": "A buyer offers terms for a block of rights. It may be in conflict with what is sold: that is flagged, not refused."
  },
  "Terms": {
   "type": "object",
   "properties": {
    "guarantee": {
     "$ref": "#/definitions/Amount",
     "description": "Minimum guarantee."
    },
    "guaranteedBonuses": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/Amount"
     },
     "description": "Bonuses that are due whatever happens; with the guarantee they make the headline total."
    },
    "boxOfficeBumps": {
     "type": "array",
     "items": {
      "type": "object",
      "properties": {
       "boxOffice": {
        "$ref": "#/definitions/Amount"
       },
       "pays": {
        "$ref": "#/definitions/Amount"
       }
      },
      "required": [
       "boxOffice",
       "pays"
      ],
      "additionalProperties": false
     },
     "description": "Due when the box office reaches a sum."
    },
    "grossPoints": {
     "type": "number",
     "description": "Participation in the gross, in percent."
    },
    "pAndACommitment": {
     "$ref": "#/definitions/Amount",
     "description": "Prints and advertising the buyer commits to spend."
    },
    "guaranteedScreens": {
     "type": "number"
    },
    "guaranteedDays": {
     "type": "number",
     "description": "Length of the exclusive theatrical run, in days."
    },
    "licenceYears": {
     "type": "number"
    },
    "deliveryOn": {
     "$ref": "#/definitions/Day"
    },
    "conditions": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "words": {
     "type": "string",
     "description": "Terms that were told in words only."
    }
   },
   "required": [
    "guarantee"
   ],
   "additionalProperties": false,
   "description": "What a buyer would pay and do."
  },
  "Conflict": {
   "type": "object",
   "properties": {
    "kind": {
     "type": "string",
     "enum": [
      "no rights in",
      "no exclusive rights in",
      "rights out overlap",
      "reserved",
      "held back"
     ]
    },
    "dealId": {
     "type": "string",
     "description": "The other deal, for `rights out overlap` and `held back`."
    },
    "offerId": {
     "type": "string",
     "description": "The other offer, for `reserved`."
    },
    "buyer": {
     "type": "string"
    },
    "overlap": {
     "type": "string",
     "description": "The exact overlapping block, in the trade's words."
    }
   },
   "required": [
    "kind",
    "overlap"
   ],
   "additionalProperties": false,
   "description": "Why rights cannot be sold as asked; see `conflictsOf`."
  },
  "OfferRaised": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "terms": {
     "$ref": "#/definitions/Terms"
    },
    "rights": {
     "$ref": "#/definitions/Rights",
     "description": "Only when the rights asked for change too."
    },
    "expiresAt": {
     "anyOf": [
      {
       "$ref": "#/definitions/Instant"
      },
      {
       "type": "null"
      }
     ]
    },
    "conflicts": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/Conflict"
     }
    }
   },
   "required": [
    "offerId",
    "terms",
    "expiresAt",
    "conflicts"
   ],
   "additionalProperties": false,
   "description": "The buyer betters its own offer. The terms before are superseded; so is an approval of them."
  },
  "OfferCountered": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "by": {
     "type": "string",
     "enum": [
      "seller",
      "buyer"
     ]
    },
    "terms": {
     "$ref": "#/definitions/Terms"
    },
    "rights": {
     "$ref": "#/definitions/Rights"
    },
    "expiresAt": {
     "anyOf": [
      {
       "$ref": "#/definitions/Instant"
      },
      {
       "type": "null"
      }
     ]
    },
    "conflicts": {
     "type": "array",
     "items": {
      "$ref": "#/definitions/Conflict"
     }
    }
   },
   "required": [
    "offerId",
    "by",
    "terms",
    "expiresAt",
    "conflicts"
   ],
   "additionalProperties": false,
   "description": "One side answers an offer with other terms, which are on the table until the other side accepts, answers or they lapse."
  },
  "ApprovalRequested": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "wanted": {
     "type": "string",
     "enum": [
      "acceptance",
      "deal memo"
     ],
     "description": "What was wanted: a verbal yes, or the signing of the memo."
    }
   },
   "required": [
    "offerId",
    "wanted"
   ],
   "additionalProperties": false,
   "description": "Somebody wanted to agree to the terms on the table, which are below take: they wait for an approval."
  },
  "OfferApproved": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "rung": {
     "type": "string",
     "description": "The event that put these terms on the table; absent: the last one before."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "offerId"
   ],
   "additionalProperties": false,
   "description": "The terms on the table, below take, are approved by someone who may. Dies when the terms change."
  },
  "OfferKeptConfidential": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "offerId"
   ],
   "additionalProperties": false,
   "description": "An offer is told to few: from now on it is recorded who is shown it."
  },
  "OfferAccepted": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "reservedUntil": {
     "anyOf": [
      {
       "$ref": "#/definitions/Instant"
      },
      {
       "type": "null"
      }
     ],
     "description": "When the reservation lapses by itself; `null` when nobody said."
    },
    "reason": {
     "type": "string",
     "description": "Why this one won."
    },
    "override": {
     "$ref": "#/definitions/Override"
    }
   },
   "required": [
    "offerId",
    "reservedUntil"
   ],
   "additionalProperties": false,
   "description": "A verbal yes: the rights of the offer are reserved for its buyer until a time. Not yet a deal."
  },
  "Override": {
   "type": "object",
   "properties": {
    "reason": {
     "type": "string",
     "description": "Why that is right."
    },
    "warnings": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "Whose words, and which: \"Mubi: a raft of international territories\"."
    }
   },
   "required": [
    "reason",
    "warnings"
   ],
   "additionalProperties": false,
   "description": "Somebody sells although words of other deals that resolved to nothing may stand for the same rights."
  },
  "OfferDeclined": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "offerId"
   ],
   "additionalProperties": false,
   "description": "The seller says no to an offer."
  },
  "OfferWithdrawn": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "offerId"
   ],
   "additionalProperties": false,
   "description": "The buyer takes its offer back."
  },
  "OfferLapsed": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    }
   },
   "required": [
    "offerId"
   ],
   "additionalProperties": false,
   "description": "An offer or its reservation reached its time without an answer or a memo."
  },
  "ReservationReleased": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "offerId"
   ],
   "additionalProperties": false,
   "description": "A verbal yes is given up before its time; the offer is dead."
  },
  "FilmAcquired": {
   "type": "object",
   "properties": {
    "dealId": {
     "type": "string",
     "description": "The id of this event."
    },
    "offerId": {
     "type": "string",
     "description": "The offer that led to it, if one was recorded."
    },
    "buyer": {
     "type": "string"
    },
    "rights": {
     "$ref": "#/definitions/Rights",
     "description": "What the deal commits. Never overlaps another deal where either is exclusive."
    },
    "claimed": {
     "$ref": "#/definitions/Rights",
     "description": "What the source claims that it sold, when that is more than was free; the rest is in dispute."
    },
    "terms": {
     "$ref": "#/definitions/Terms"
    },
    "sellers": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "evidence": {
     "$ref": "#/definitions/Evidence"
    },
    "reason": {
     "type": "string",
     "description": "Why this buyer won."
    },
    "override": {
     "$ref": "#/definitions/Override"
    }
   },
   "required": [
    "dealId",
    "buyer",
    "rights",
    "terms"
   ],
   "additionalProperties": false,
   "description": "The deal memo is signed: the rights are committed."
  },
  "Evidence": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string"
    },
    "sha256": {
     "type": "string",
     "description": "SHA-256 of the file, 64 hexadecimal digits."
    }
   },
   "required": [
    "name",
    "sha256"
   ],
   "additionalProperties": false,
   "description": "A signed paper, known by its digest."
  },
  "LongFormExecuted": {
   "type": "object",
   "properties": {
    "dealId": {
     "type": "string"
    },
    "evidence": {
     "$ref": "#/definitions/Evidence"
    }
   },
   "required": [
    "dealId"
   ],
   "additionalProperties": false,
   "description": "The long-form agreement is executed: the rights are licensed."
  },
  "DealAmended": {
   "type": "object",
   "properties": {
    "dealId": {
     "type": "string"
    },
    "rights": {
     "$ref": "#/definitions/Rights",
     "description": "Replaces the rights of the deal."
    },
    "terms": {
     "$ref": "#/definitions/Terms"
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "dealId"
   ],
   "additionalProperties": false,
   "description": "The parties change a deal; what is not named stays."
  },
  "DealRescinded": {
   "type": "object",
   "properties": {
    "dealId": {
     "type": "string"
    },
    "rights": {
     "$ref": "#/definitions/Rights",
     "description": "The part; the whole deal when absent."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "dealId"
   ],
   "additionalProperties": false,
   "description": "A deal, or a part of it, is undone as if it had not been made."
  },
  "RightsReverted": {
   "type": "object",
   "properties": {
    "dealId": {
     "type": "string"
    },
    "rights": {
     "$ref": "#/definitions/Rights",
     "description": "The part; all that the deal held when absent."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "dealId"
   ],
   "additionalProperties": false,
   "description": "Rights of a deal, all or a part, go back to the seller from the day it occurred."
  },
  "DeliveryAccepted": {
   "type": "object",
   "properties": {
    "dealId": {
     "type": "string"
    }
   },
   "required": [
    "dealId"
   ],
   "additionalProperties": false,
   "description": "The buyer accepts the delivered materials."
  },
  "DisputeOpened": {
   "type": "object",
   "properties": {
    "disputeId": {
     "type": "string",
     "description": "The id of this event."
    },
    "dealIds": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "about": {
     "type": "string",
     "description": "What it is about, in words."
    }
   },
   "required": [
    "disputeId",
    "dealIds",
    "about"
   ],
   "additionalProperties": false,
   "description": "Parties disagree about who holds what."
  },
  "DisputeSettled": {
   "type": "object",
   "properties": {
    "disputeId": {
     "type": "string"
    },
    "outcome": {
     "type": "string"
    }
   },
   "required": [
    "disputeId",
    "outcome"
   ],
   "additionalProperties": false,
   "description": "A dispute is settled. What it changes in a deal is recorded on the deal."
  },
  "ReleaseDated": {
   "type": "object",
   "properties": {
    "distributor": {
     "type": "string"
    },
    "rights": {
     "$ref": "#/definitions/Rights"
    },
    "releaseOn": {
     "anyOf": [
      {
       "$ref": "#/definitions/OccurredAt"
      },
      {
       "type": "null"
      }
     ]
    }
   },
   "required": [
    "releaseOn"
   ],
   "additionalProperties": false,
   "description": "A release is announced for a date, or moved. `null` takes a date back."
  },
  "OccurredAt": {
   "type": "object",
   "properties": {
    "on": {
     "type": "string"
    },
    "precision": {
     "$ref": "#/definitions/Precision"
    }
   },
   "required": [
    "on",
    "precision"
   ],
   "additionalProperties": false,
   "description": "When something happened in the world, as precisely as it is known. `on` is an `Instant` for precision `instant`; otherwise a `Day` that lies in the day, ISO week, month or year meant."
  },
  "Precision": {
   "type": "string",
   "enum": [
    "instant",
    "day",
    "week",
    "month",
    "year"
   ]
  },
  "FilmReleased": {
   "type": "object",
   "properties": {
    "distributor": {
     "type": "string"
    },
    "rights": {
     "$ref": "#/definitions/Rights",
     "description": "Where and in which media it opens."
    },
    "screens": {
     "type": "number"
    }
   },
   "required": [
    "distributor",
    "rights"
   ],
   "additionalProperties": false,
   "description": "The film opens."
  },
  "NoteTaken": {
   "type": "object",
   "properties": {
    "text": {
     "type": "string"
    }
   },
   "required": [
    "text"
   ],
   "additionalProperties": false,
   "description": "A fact with no event of its own, kept in words."
  },
  "EntryCorrected": {
   "type": "object",
   "properties": {
    "corrects": {
     "type": "string",
     "description": "Id of the event that is corrected."
    },
    "type": {
     "type": "string",
     "description": "Stored name of that event."
    },
    "changes": {
     "type": "object",
     "additionalProperties": {},
     "description": "Fields of that event with their right values; `null` takes an optional field out."
    },
    "occurred": {
     "$ref": "#/definitions/OccurredAt",
     "description": "When it really occurred, if that was wrong."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "corrects",
    "type",
    "changes"
   ],
   "additionalProperties": false,
   "description": "What an earlier entry should have said. Every view shows the corrected value, and that it was corrected."
  },
  "EntryRetracted": {
   "type": "object",
   "properties": {
    "retracts": {
     "type": "string",
     "description": "Id of the event that is retracted."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "retracts"
   ],
   "additionalProperties": false,
   "description": "An earlier entry should not have been made."
  },
  "EvidenceAttached": {
   "type": "object",
   "properties": {
    "entry": {
     "type": "string",
     "description": "Id of the event that it stands behind."
    },
    "document": {
     "$ref": "#/definitions/AttachedDocument"
    }
   },
   "required": [
    "entry",
    "document"
   ],
   "additionalProperties": false,
   "description": "A document stands behind an earlier entry: the mail, the memo, the contract. It changes nothing of what the entry says."
  },
  "AttachedDocument": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string",
     "description": "What it is called."
    },
    "sha256": {
     "type": "string",
     "description": "SHA-256 of its bytes, 64 hexadecimal digits."
    },
    "bytes": {
     "type": "number"
    },
    "mediaType": {
     "type": "string",
     "description": "As its bytes tell it: `application/pdf`."
    }
   },
   "required": [
    "name",
    "sha256",
    "bytes",
    "mediaType"
   ],
   "additionalProperties": false,
   "description": "A document that is kept beside the log."
  },
  "MarketFacts": {
   "type": "object",
   "properties": {
    "RatesSet": {
     "$ref": "#/definitions/RatesSet"
    },
    "BuyersMerged": {
     "$ref": "#/definitions/BuyersMerged"
    },
    "BuyersSeparated": {
     "$ref": "#/definitions/BuyersSeparated"
    },
    "OfferShown": {
     "$ref": "#/definitions/OfferShown"
    },
    "WebhookRegistered": {
     "$ref": "#/definitions/WebhookRegistered"
    },
    "WebhookDisabled": {
     "$ref": "#/definitions/WebhookDisabled"
    },
    "WebhookResumed": {
     "$ref": "#/definitions/WebhookResumed"
    },
    "WebhookRemoved": {
     "$ref": "#/definitions/WebhookRemoved"
    }
   },
   "required": [
    "RatesSet",
    "BuyersMerged",
    "BuyersSeparated",
    "OfferShown",
    "WebhookRegistered",
    "WebhookDisabled",
    "WebhookResumed",
    "WebhookRemoved"
   ],
   "additionalProperties": false,
   "description": "Every event that is of no one film, by its name in the code. Stored names are in the codec and never change."
  },
  "RatesSet": {
   "type": "object",
   "properties": {
    "ratesOn": {
     "$ref": "#/definitions/Day",
     "description": "The day that the rates are of."
    },
    "publishedBy": {
     "type": "string",
     "description": "Who published them, such as `European Central Bank`."
    },
    "base": {
     "$ref": "#/definitions/Currency",
     "description": "The currency of which one unit is worth so much of the others."
    },
    "rates": {
     "type": "object",
     "additionalProperties": {
      "type": "string"
     },
     "description": "By ISO 4217 code, a decimal number as it was published: `1.0876`. Never a float."
    }
   },
   "required": [
    "ratesOn",
    "publishedBy",
    "base",
    "rates"
   ],
   "additionalProperties": false,
   "description": "Rates of exchange of a day, as somebody published them. A later set of the same day, publisher and base replaces one."
  },
  "BuyersMerged": {
   "type": "object",
   "properties": {
    "buyer": {
     "type": "string",
     "description": "The name that is given up."
    },
    "into": {
     "type": "string",
     "description": "The name that stands for both."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "buyer",
    "into"
   ],
   "additionalProperties": false,
   "description": "Two names are of one buyer: from now on the one counts as the other. No event of a film changes."
  },
  "BuyersSeparated": {
   "type": "object",
   "properties": {
    "buyer": {
     "type": "string"
    },
    "from": {
     "type": "string",
     "description": "The name that it had been merged into."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "buyer",
    "from"
   ],
   "additionalProperties": false,
   "description": "Two names that were merged are of two buyers after all."
  },
  "OfferShown": {
   "type": "object",
   "properties": {
    "offerId": {
     "type": "string"
    },
    "filmId": {
     "type": "string"
    },
    "entryId": {
     "type": "string",
     "description": "The last of the offer's entries that was shown."
    },
    "through": {
     "type": "string",
     "description": "What was asked for: `GET /api/films/:film`."
    }
   },
   "required": [
    "offerId",
    "filmId",
    "entryId",
    "through"
   ],
   "additionalProperties": false,
   "description": "A confidential offer is shown to whoever this was recorded of: recorded before it is shown, once for each of its entries."
  },
  "WebhookRegistered": {
   "type": "object",
   "properties": {
    "url": {
     "type": "string",
     "description": "Where events are posted to."
    },
    "description": {
     "type": "string",
     "description": "What it is for."
    },
    "types": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "Only events of these types, by their names. Without: of all."
    },
    "films": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "Only events of these films, by their ids. Without: of all, and what is of no one film."
    },
    "fromBeginning": {
     "type": "boolean",
     "description": "It is told of everything that was ever recorded, and not only of what comes."
    }
   },
   "required": [
    "url"
   ],
   "additionalProperties": false,
   "description": "Somebody else's program is told of events from now on: each is posted to its address, signed, until it is taken."
  },
  "WebhookDisabled": {
   "type": "object",
   "properties": {
    "webhookId": {
     "type": "string",
     "description": "The event that registered it."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "webhookId"
   ],
   "additionalProperties": false,
   "description": "A webhook is told of nothing any more, until it is resumed."
  },
  "WebhookResumed": {
   "type": "object",
   "properties": {
    "webhookId": {
     "type": "string",
     "description": "The event that registered it."
    }
   },
   "required": [
    "webhookId"
   ],
   "additionalProperties": false,
   "description": "A webhook is told of everything that it missed, and of what comes."
  },
  "WebhookRemoved": {
   "type": "object",
   "properties": {
    "webhookId": {
     "type": "string",
     "description": "The event that registered it."
    },
    "reason": {
     "type": "string"
    }
   },
   "required": [
    "webhookId"
   ],
   "additionalProperties": false,
   "description": "A webhook is told of nothing any more, for good."
  },
  "Source": {
   "anyOf": [
    {
     "type": "object",
     "properties": {
      "kind": {
       "type": "string",
       "const": "witnessed"
      },
      "by": {
       "type": "string"
      }
     },
     "required": [
      "kind"
     ],
     "additionalProperties": false
    },
    {
     "type": "object",
     "properties": {
      "kind": {
       "type": "string",
       "const": "document"
      },
      "name": {
       "type": "string"
      },
      "sha256": {
       "type": "string"
      }
     },
     "required": [
      "kind",
      "name",
      "sha256"
     ],
     "additionalProperties": false
    },
    {
     "type": "object",
     "properties": {
      "kind": {
       "type": "string",
       "const": "press"
      },
      "outlet": {
       "type": "string"
      },
      "address": {
       "type": "string"
      }
     },
     "required": [
      "kind",
      "outlet"
     ],
     "additionalProperties": false
    },
    {
     "type": "object",
     "properties": {
      "kind": {
       "type": "string",
       "const": "import"
      },
      "file": {
       "type": "string"
      },
      "row": {
       "type": "string"
      },
      "cites": {
       "type": "array",
       "items": {
        "type": "string"
       }
      },
      "kept": {
       "type": "object",
       "additionalProperties": {}
      }
     },
     "required": [
      "kind",
      "file",
      "row",
      "cites"
     ],
     "additionalProperties": false
    }
   ],
   "description": "On whose word it is recorded."
  }
 }
} as const;
