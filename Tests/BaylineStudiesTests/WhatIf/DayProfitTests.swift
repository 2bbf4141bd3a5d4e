import Bayline
import BaylineMath
import BaylineModel
import BaylineSimulation
import TestSupport
import Testing

@testable import BaylineStudies

@Suite struct DayAccountTests {
  // Two technicians, two advisors on duty for 8 hours, three bays, one day:
  // 2 × 8 × 50 + 2 × 8 × 40 + 3 × 100 + 2 × 60 = 800 + 640 + 300 + 120 = 1,860.
  @Test func whatTheDayCosts() {
    var tiny = TinyWorkshop()
    tiny.site.loaners = 2
    var prices = Prices()
    prices.technicianHour = Prices.ByTrade(50)
    prices.advisorHour = 40
    prices.bayDay = Prices.ByBayType(100)
    prices.loanerDay = 60
    let instance = Scenario.Instance(site: tiny.site, demands: [tiny.demand], uncertainty: .none)
    #expect(DayProfit(prices, day: 0, of: instance).fixed == 1860)
  }

  // Two jacks at 20 and a tester at 90, two drivers for the site's eight hours at 30: 40 + 90 + 480 = 610.
  @Test func whatEquipmentAndDriversCost() {
    var tiny = TinyWorkshop()
    tiny.site.equipment = [Equipment(id: "jack", count: 2), Equipment(id: "tester")]
    tiny.site.drivers = 2
    var prices = Prices()
    prices.equipmentDay = Prices.ByEquipment(20, ids: ["tester": 90])
    prices.driverHour = 30
    let instance = Scenario.Instance(site: tiny.site, demands: [tiny.demand], uncertainty: .none)
    #expect(DayProfit(prices, day: 0, of: instance).fixed == 610)
  }

  // Planned overtime of an hour is part of the shift: 7 hours at 50 and one at 75, and the other 8 at 50.
  @Test func plannedOvertimeHasItsOwnPrice() {
    let tiny = TinyWorkshop()
    var prices = Prices()
    prices.technicianHour = Prices.ByTrade(50)
    prices.overtimeHour = 60
    let instance = Scenario.Instance(
      site: tiny.site, demands: [tiny.demand], uncertainty: .none,
      overtime: [
        [Scenario.PlannedOvertime(technician: "T", date: time("00:00").date, minutes: 60, hourPrice: 75)]
      ])
    #expect(DayProfit(prices, day: 0, of: instance).fixed == 7 * 50 + 75 + 8 * 50)
  }

  // 16 hours of shifts, half in use, and half an hour of overtime: 8.5 hours worked, at 120% efficiency 10.2 sold.
  // 10.2 × 200 − 0.5 × 60 + 5 × 30 − 5 × 20% × 80 − 2 × 25 = 2,040 − 30 + 150 − 80 − 50 = 2,030.
  @Test func whatAReplicationEarnsAndLoses() {
    var tiny = TinyWorkshop()
    tiny.leaveOut("A")
    var prices = Prices()
    prices.soldHour = 200
    prices.overtimeHour = 60
    prices.servedVehicle = Uncertainty.ByKind(30)
    prices.lateVehicle = 80
    prices.lostCustomer = 25
    var run = Figure.Values()
    run[.utilisation] = 50
    run[.overtime] = 30
    run[.efficiency] = 120
    run[.served] = 5
    run[.onTime] = 80
    run[.lost] = 2
    let instance = Scenario.Instance(site: tiny.site, demands: [tiny.demand], uncertainty: .none)
    #expect(abs(DayProfit(prices, day: 0, of: instance).balance(of: run) - 2030) < 1e-9)
  }
}
