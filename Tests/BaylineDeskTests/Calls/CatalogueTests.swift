import Bayline
@testable import BaylineDesk
import BaylineSpreadsheets
import TestSupport
import Testing

/// How standard jobs are found while they are typed.
struct CatalogueTests {
  static let catalogue = """
    项目,别名,业务类型,作业,分钟,工位类型,工种,价格
    小保养,换机油;minor service,定保,更换机油机滤,30,lift,mech,404
    ,,,全车安全检查,18,lift,mech,
    大保养,major service,定保,更换火花塞,60,lift,mech,1280
    前刹车片,front pads,维修,更换前制动片,54,lift,mech,
    空调滤芯,cabin filter,定保,更换空调滤芯,12,lift,mech,180
    自动洗车,wash,检查,自动洗车,12,wash,,15
    """

  private func names(_ text: String, limit: Int = 12) -> [String] {
    CatalogueSearch(Self.catalogue, site: TinyWorkshop().site).jobs(matching: text, limit: limit).map(\.name)
  }

  @Test(arguments: [
    ("xby", ["小保养"]), ("xiaobao", ["小保养"]), ("XiaoBY", ["小保养"]), ("小保", ["小保养"]),
    ("by", ["小保养", "大保养"]), ("ktlx", ["空调滤芯"]), ("kongtiao", ["空调滤芯"]), ("sc", ["前刹车片"]),
    ("ms", ["小保养", "大保养"]), ("min ser", ["小保养"]), ("pads", ["前刹车片"]), ("service minor", ["小保养"]),
    ("换机油", ["小保养"]), ("hjy", ["小保养"]), ("xyz", []), ("小保养,qsc", ["前刹车片"]),
  ])
  func finds(_ typed: String, _ expected: [String]) {
    #expect(names(typed) == expected)
  }

  @Test func anEmptyTextGivesTheCatalogueInItsOrder() {
    #expect(names("") == ["小保养", "大保养", "前刹车片", "空调滤芯", "自动洗车"])
    #expect(names("", limit: 2) == ["小保养", "大保养"])
  }

  @Test func aJobHasItsMinutesItsTradeAndItsPrice() throws {
    let search = CatalogueSearch(Self.catalogue, site: TinyWorkshop().site)
    let service = try #require(search.job("换机油"))
    #expect((service.minutes, service.trade, service.price, service.kind) == (48, "mech", 404, .maintenance))
    #expect(search.job("前刹车片")?.price == nil)
    #expect(search.job("自动洗车")?.trade == nil)
  }

  @Test func aFaultyCatalogueHasNoJobsButSaysWhy() {
    let search = CatalogueSearch("项目,作业,分钟\n小保养,更换机油,viele\n", site: TinyWorkshop().site)
    #expect(search.jobs.isEmpty)
    #expect(search.diagnostics.contains { $0.file == CatalogueSearch.file })
  }
}
