import BaylineMath
import BaylineModel

/// The revenue and cost of a day, by the prices of a file.
///
/// The cost of people, bays, equipment and loan vehicles follows from the instance: shifts of the arrival days, whether worked or
/// not. Revenue and losses follow from the figures of a replication. What has no price counts as zero. `docs/whatif.md`
/// has the formula.
struct DayProfit {
  private let prices: Prices
  /// The fixed cost of the day.
  let fixed: Double
  /// The technicians' hours on duty on the arrival days.
  private let hours: Double
  /// The mean price of a served vehicle over the requested kinds.
  private let vehicle: Double
  /// The number of arrival days on which the site is open, to which overtime refers.
  private let openDays: Double

  /// Computes the fixed cost of a day of an instance.
  /// - Complexity: Linear in people, bays and visits.
  init(_ prices: Prices, day: Int, of instance: Scenario.Instance) {
    self.prices = prices
    let (site, demand) = (instance.site, instance.demands[day])
    let dates = demand.horizon.arrivalDates
    let days = Double(dates.count)
    openDays = Double(dates.count(where: site.openingHours.isOpen))
    func hours(_ calendar: String?) -> Double {
      guard let calendar = calendar.flatMap({ site.calendars[$0] }) else { return 0 }
      return Double(dates.reduce(0) { $0 + calendar.minutes(on: $1) }) / 60
    }
    let planned = instance.overtime[day]
    // Planned overtime is part of the shifts but has its own price.
    let overtimeHours = Dictionary(grouping: planned, by: \.technician).mapValues { shifts in
      Double(shifts.reduce(0) { $0 + $1.minutes }) / 60
    }
    var fixed = 0.0
    if let price = prices.technicianHour {
      for technician in site.technicians {
        fixed += price[technician.skills] * (hours(technician.calendar) - (overtimeHours[technician.id] ?? 0))
      }
    }
    for overtime in planned {
      fixed += (overtime.hourPrice ?? prices.overtimeHour ?? 0) * Double(overtime.minutes) / 60
    }
    if let price = prices.advisorHour {
      for advisor in site.advisors { fixed += price * hours(advisor.calendar) }
    }
    if let price = prices.bayDay {
      for bay in site.bays { fixed += price[bay.types] * days }
    }
    if let price = prices.equipmentDay {
      for equipment in site.equipment { fixed += price[equipment.id] * Double(equipment.count) * days }
    }
    fixed += (prices.driverHour ?? 0) * Double(site.drivers) * hours(site.hours)
    fixed += (prices.loanerDay ?? 0) * Double(site.loaners) * days
    self.fixed = fixed
    self.hours = site.technicians.reduce(0) { $0 + hours($1.calendar) }
    let kinds = demand.appointments.map(\.kind)
    vehicle =
      prices.servedVehicle.map { price in
        kinds.isEmpty ? price.defaultValue : kinds.reduce(0) { $0 + price[$1] } / Double(kinds.count)
      } ?? 0
  }

  /// Revenue minus cost in a replication of the day.
  func balance(of run: Figure.Values) -> Double {
    let overtime = (run[.overtime] ?? 0) * openDays / 60
    let served = run[.served] ?? 0
    var balance = -fixed
    balance -= (prices.overtimeHour ?? 0) * overtime
    balance += vehicle * served
    if let price = prices.soldHour {
      let inBreaks = (run[.breakWork] ?? 0) * openDays / 60
      let worked = hours * (run[.utilisation] ?? 0) / 100 + overtime + inBreaks
      balance += price * worked * (run[.efficiency] ?? 0) / 100
    }
    if let price = prices.lateVehicle { balance -= price * served * (100 - (run[.onTime] ?? 100)) / 100 }
    balance -= (prices.lostCustomer ?? 0) * (run[.lost] ?? 0)
    return balance
  }
}
