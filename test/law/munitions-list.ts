/**
 * The entries that the two lists mark (MT), as read in the eCFR of 23 July 2026 (Commerce) and 1 September 2026 (Munitions List).
 * Only the entries are listed, not their figures.
 */

/** Commerce entries that are marked MT as a whole, or in the paragraph named. */
export const commerceMarked =
  `1A101 1B001 1B101 1B102 1B115 1B116 1B117 1B118 1B119 1C101 1C107.a 1C107.b 1C107.c 1C107.d 1C111.a.1 1C111.a.2 1C111.a.3
  1C111.b 1C111.c 1C111.d 1C111.e 1C116 1C117 1C118 1C608.m 1D101 1D103 1E002.e 1E102 1E103 1E104 2A101 2B004 2B104 2B105 2B109
  2B116 2B117 2B119 2B120 2B121 2B122 2D101 3A101.a 3A101.b 3D101 3E101 3E102 4A101 5A101 5D101 5E101 6A102 6A107 6A108.b 6B008
  6B108 6D102 6D103 6E101 7A004 7A101.a 7A101.b 7A102.a 7A102.b 7A103.a 7A103.b 7A103.c 7A104 7A105 7A107 7A116 7B001 7B002 7B003
  7B101 7B102 7D002 7D101 7D102 7E003 7E101 7E102 9A101.a 9A102 9A106.d 9A106.e 9A110 9A115 9A120 9A604.c 9A604.d 9A604.f 9A610.t
  9A610.u 9A610.v 9A610.w 9B007 9B104 9B105 9B106 9B115 9B116 9B117 9B604.a 9B604.b 9B610.c 9C110 9D101 9D104 9E101 9E102`.split(/\s+/)

/** Commerce entries that are marked MT for a part of what they cover. */
export const commercePartly =
  `1B018 1B608 1C001 1C007.c 1C011.a 1C011.b 1D001 1D018 1D608 1E001 1E101 1E608 2A001 2B009 2D001 2E001 2E002 2E018 2E101 3A001.a
  3A002.h 3E001 4A001.a 4E001 6A002.a 6A007 6A008 6D001 6D002 6E001 6E002 7A001 7A002 7A003.d 7A005.b 7A006 7A611.a 7B611.a 7D001
  7D003 7D611.a 7E001 7E002 7E004 7E611.a 9A001 9A012 9A515.d 9A515.e.2 9A515.h 9A610.a 9B001 9B002 9B003 9B004 9B515.a 9B604.d
  9D001 9D002 9D003 9D604.a 9D610 9E001 9E002 9E515 9E604.a 9E610`.split(/\s+/)

/** Commerce entries that only refer to the ITAR (as a whole or in the paragraph named), with the paragraph referred to. */
export const pointers: Readonly<Record<string, string>> = {
  '1A102': 'XIII(d)(2), IV(h)(6)-(8)',
  '1C102': 'XIII(d)(2)',
  '4A102': 'XI(c)(16)',
  '6A103': 'XI(c)(11)(vii)',
  '6A108.a': 'XI(a)(3)(xxix), XII(b)(6) where made for missiles',
  '7A106': 'IV(h)(27), VIII(h)(10)',
  '7A115': 'XI(a)(12), XII(c)(3)',
  '7A117': 'IV(h)(1)',
  '7B103': 'the heading says so; 9B604.d names such facilities, too',
  '7D103': 'IV(i)',
  '7E104': 'IV(i)',
  '9A005': 'IV(d)',
  '9A006': 'IV(h)',
  '9A007': 'IV(d)',
  '9A008': 'IV(h)',
  '9A009': 'IV(d)',
  '9A011': 'IV(d)(4)',
  '9A101.b': 'XIX(c) in part',
  '9A103': 'IV(h)(26)',
  '9A104': 'IV(a)(1), (2)',
  '9A105': 'IV(d)',
  '9A106.a': 'IV(h)(4), (6), (14), (21)',
  '9A106.b': 'IV(h)(4), (6), (14), (21)',
  '9A106.c': 'IV(h)(4), (6), (14), (21)',
  '9A107': 'IV(d)(3)',
  '9A108': 'IV(h)(6), (20), (21)',
  '9A109': 'IV(d)',
  '9A111': 'IV(d)(4)',
  '9A116': 'IV(h)(8), (17)',
  '9A117': 'IV(h)(11)',
  '9A118': 'the heading says so; 9A604.c names them, too',
  '9A119': 'IV(d)(1)',
  '9D103': 'IV(i)',
  '9D105': 'IV(i), VIII(i)',
}

/** Paragraphs of the Munitions List marked (MT) without condition. */
export const munitionsMarked =
  `IV(a)(1) IV(a)(2) IV(b)(1) IV(d)(2) IV(d)(3) IV(d)(4) IV(h)(12) IV(h)(17) IV(h)(27) IV(h)(29) V(a)(15)(i) V(a)(23)(i) V(c)(2)
  V(c)(3) V(c)(4)(i)(A) V(c)(6)(ii) V(d)(1) V(d)(2) V(d)(7) V(d)(8) V(d)(9) V(d)(11) V(e)(3) V(e)(7) V(e)(8) V(e)(9)(i) V(e)(9)(ii)
  V(e)(17) V(e)(19) V(f)(4) V(f)(16) V(f)(20) XI(c)(15) XII(d)(2)(iv) XII(e)(11) XV(e)(16)`.split(/\s+/)

/** Paragraphs of the Munitions List marked (MT) under a condition. */
export const munitionsPartly =
  `IV(c)(1) IV(d)(1) IV(h)(1) IV(h)(2) IV(h)(4) IV(h)(6) IV(h)(7) IV(h)(8) IV(h)(9) IV(h)(10) IV(h)(11) IV(h)(13) IV(h)(14) IV(h)(15)
  IV(h)(20) IV(h)(21) IV(h)(22) IV(h)(24) IV(h)(25) IV(h)(26) IV(h)(28) IV(h)(30) IV(i) V(a)(4) V(b) V(d)(10) V(e)(6) V(f)(11)
  V(f)(18) V(f)(19) V(h) V(j) VI(f)(6) VI(g) VII(b) VII(c) VII(g)(14) VII(h) VIII(a) VIII(d) VIII(h)(6) VIII(h)(10) VIII(h)(12)
  VIII(i) XI(a)(3)(xxix) XI(a)(12) XI(c)(11)(v) XI(c)(11)(vii) XI(c)(16) XI(c)(19) XI(d) XII(b)(4) XII(b)(6) XII(c)(3) XII(d)(1)
  XII(d)(2)(i) XII(d)(2)(ii) XII(d)(2)(iii) XII(d)(4) XII(d)(5) XII(d)(6) XII(e)(9) XII(e)(12) XII(e)(24) XII(f) XIII(d)(1)
  XIII(d)(2) XIII(f) XIII(g) XIII(h)(3) XIII(i) XIII(j)(2) XIII(l) XV(e)(12) XV(e)(19) XV(f) XIX(c) XIX(e) XIX(g) XX(c) XX(d)`.split(/\s+/)

/** The twenty-one categories of the Munitions List. */
export const categories = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI'.split(' ')
