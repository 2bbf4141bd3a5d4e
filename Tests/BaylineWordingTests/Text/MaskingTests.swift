import BaylineMath
import BaylineModel
import BaylineReports
import BaylineWording
import Testing

@Suite("Masking on the welcome board")
struct MaskingTests {
  private let chinese = Masking(.chinese)
  private let english = Masking(.english)

  @Test(
    "A customer is shown by surname and title",
    arguments: [
      ("李娜", "女士", "李女士", "Ms. 李"), ("欧阳修文", "先生", "欧阳先生", "Mr. 欧阳"), ("司马 光", "先生", "司马先生", "Mr. 司马"),
      ("李", "女士", "李女士", "Ms. 李"), ("欧阳", "先生", "欧阳先生", "Mr. 欧阳"), ("陈方安生", "女士", "陈女士", "Ms. 陈"),
      ("买买提·艾力", "先生", "买买提先生", "Mr. 买买提"), ("김철수", "Mr", "김先生", "Mr. 김"), ("王强", "老师", "王老师", "王老师"),
      ("Anna Müller", "女士", "Müller女士", "Ms. Müller"), ("Müller, Anna", "Ms.", "Müller女士", "Ms. Müller"),
      ("LI Na", "Ms", "LI女士", "Ms. LI"), ("Mr. John O’Neil", "", "O’Neil先生", "Mr. O’Neil"),
      ("Anna Müller", "Frau", "Frau Müller", "Frau Müller"), ("李女士", "", "李女士", "Ms. 李"),
      ("李总", "", "李总", "李总"),
      ("李娜女士", "先生", "李先生", "Mr. 李"), ("Müller", "Dr.", "Müller博士", "Dr. Müller"),
    ])
  func surnameAndTitle(name: String, title: String, inChinese: String, inEnglish: String) {
    #expect(chinese.name(name, title: title) == inChinese)
    #expect(english.name(name, title: title) == inEnglish)
  }

  @Test(
    "Without a title the rest is starred, whatever its length",
    arguments: [
      ("李娜", "李**"), ("李", "李**"), ("诸葛孔明", "诸葛**"), ("万俟某", "万俟**"), ("歐陽修", "歐陽**"), ("买买提·艾力", "买买提**"),
      ("·艾力", "艾**"), ("王小总", "王**"), ("Anna Müller", "A. M***"), ("Anna Maria Müller", "A. M***"),
      ("Müller", "M***"), ("M", "M***"), ("e\u{301}va", "e\u{301}***"), ("👩‍👩‍👧 Bob", "👩‍👩‍👧. B***"),
      ("13800000000", "1***"), ("Иван Петров", "И. П***"), ("李 Anna", "李**"), ("（李娜）", "李**"),
      ("👩‍👩‍👧 李娜", "李**"), ("\u{7}李\n娜", "李**"),
    ])
  func noTitle(name: String, masked: String) {
    #expect(chinese.name(name) == masked)
    #expect(english.name(name) == masked)
  }

  @Test("Without a name there is a guest", arguments: ["", "  ", "\u{3000}", "\r\n\u{1}"])
  func noName(name: String) {
    #expect(chinese.name(name, title: "先生") == "贵宾")
    #expect(english.name(name) == "Guest")
    #expect(chinese.customer(Appointment.CustomerCard()) == "贵宾")
  }

  @Test(
    "A company keeps how it begins and its form",
    arguments: [
      ("上海安吉物流有限公司", "上海***公司"), ("某某公司", "***公司"), ("虹桥中心小学", "虹桥***小学"), ("Siemens AG", "Si*** AG"),
      ("Shanghai Car Co., Ltd.", "Sh*** Ltd."), ("AB Ltd", "*** Ltd"),
      ("安吉物流公司 李娜", "安吉***公司"), ("李公司", "李先生"),
    ])
  func companies(name: String, masked: String) {
    #expect(chinese.name(name, title: "先生") == masked)
  }

  @Test(
    "A title that tells the name, a number in it, a word with digits: initials alone",
    arguments: [
      ("李娜", "小娜", "李**"), ("李娜", "李娜女士", "李**"), ("Anna Müller", "Miss Anna", "A. M***"),
      ("李娜", "13800000000", "李**"), ("anna 13800000000", "女士", "a. 1***"), ("a@b.c", "女士", "a***"),
      ("李娜", "一位住在本市东面的老客户女士", "李**"),
    ])
  func treacherousTitles(name: String, title: String, masked: String) {
    #expect(chinese.name(name, title: title) == masked)
  }

  @Test(
    "A plate keeps region, first and last sign",
    arguments: [
      ("沪A·12345", "沪A·1***5"), ("沪A12345", "沪A1***5"), ("沪AD12345", "沪AD****5"), ("沪A·D12345", "沪A·D****5"),
      ("沪I·12K4Z", "沪I·1***Z"), ("粤Z·1234港", "粤Z·1**4港"), ("粤Z·123澳", "粤Z·**3澳"), ("沪A·1234警", "沪A·1**4警"),
      ("沪A·1234学", "沪A·1**4学"), ("使014578", "使0****8"), ("WJ沪·0123X", "WJ沪·0***X"),
      ("WJ01·12345", "WJ0*·****5"),
      ("空A·12345", "空A·1***5"), ("B-MW 1234", "B-** ***4"), ("ABC-1234", "A**-***4"),
      ("沪Ａ·１２３４５", "沪Ａ·１***５"),
    ])
  func plates(plate: String, masked: String) {
    #expect(chinese.plate(plate) == masked)
  }

  @Test(
    "Short and odd plates hide something too",
    arguments: [
      ("", ""), ("A", "*"), ("沪", "*"), ("沪A", "沪*"), ("沪A·1", "沪A·*"), ("12", "*2"), ("123", "**3"),
      ("- -", "*"),
      ("WJ沪", "W**"), ("🚗🚙🚕🚌", "🚗**🚌"), ("e\u{301}a\u{308}", "*a\u{308}"), ("沪A·1***5", "沪A·1***5"),
      ("港澳", "港*"),
    ])
  func oddPlates(plate: String, masked: String) {
    #expect(chinese.plate(plate) == masked)
  }

  @Test("Whatever the name, nothing behind the surname is shown")
  func namesProperty() {
    var random = SplitMix64(seed: 1)
    let surnames = ["李", "欧阳", "司马", "Müller", "买买提", "김", "O’Neil"]
    // None of these signs stands in a surname or title of the test.
    let signs: [Character] = ["鑫", "淼", "犇", "7", "@", "😀", "x", "ß", "e\u{301}", "\u{202E}", "*", " ", "\n"]
    let titles: [String?] = [nil, "", "女士", "Dr.", "Frau"]
    for _ in 0..<1500 {
      let surname = random.pick(surnames)
      let given = String((0..<random.below(6)).map { _ in random.pick(signs) })
      let isWide = surname.first.map { "李欧司买김".contains($0) } ?? false
      let name = surname == "买买提" ? "\(surname)·\(given)" : isWide ? surname + given : "\(given) \(surname)"
      let title = random.pick(titles)
      for masking in [chinese, english] {
        let masked = masking.name(name, title: title)
        // An alphabetic given name may show its initial.
        let shown = masked.filter { "鑫淼犇7@😀xße\u{301}".contains($0) }
        #expect(shown.count <= (isWide ? 0 : 1), "\(name) \(title ?? "-"): \(masked)")
        #expect(masked != name || given.allSatisfy { "* \n".contains($0) }, "\(name): \(masked)")
      }
    }
  }

  @Test("Whatever the plate, at most first and last sign beside the region are shown")
  func platesProperty() {
    var random = SplitMix64(seed: 2)
    let signs: [Character] = [
      "沪", "A", "W", "J", "港", "1", "2", "·", "-", " ", "é", "🚗", "e\u{301}", "\u{200B}", "Ａ",
    ]
    for _ in 0..<1500 {
      let plate = String((0..<random.below(10)).map { _ in random.pick(signs) })
      let masked = chinese.plate(plate)
      let stars = masked.count { $0 == "*" }
      #expect(plate.isEmpty || stars > 0, "\(plate): \(masked)")
      #expect(masked != plate || plate.isEmpty)
      // WJ and a province are three signs, the character at the end is one.
      #expect(masked.count { !"* ·-".contains($0) } <= 3 + 2 + 1, "\(plate): \(masked)")
    }
  }
}
