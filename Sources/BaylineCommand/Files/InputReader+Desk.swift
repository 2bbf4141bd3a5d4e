import Bayline
import BaylineSpreadsheets

/// The files of the manager's desk.
extension InputReader {
  /// How days differ from their plan: of a file, or the usual values without one; `nil` after noting its faults.
  mutating func uncertainty(_ path: String?) -> Uncertainty? {
    guard let path else { return .default }
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    let reading = UncertaintyFormat.decode(bytes, file: path, site: site?.names)
    note(reading.diagnostics)
    return reading.uncertainty
  }

  /// Scenarios, as JSON or as a table: what the file begins with says which. `nil` after noting its faults.
  mutating func scenarios(_ path: String, encoding: TextEncoding? = nil) -> DecodedScenarios? {
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    let reading =
      Self.isJSON(bytes)
      ? ScenariosFormat.decode(bytes, file: path, site: site?.names)
      : ScenarioTable.decode(
        bytes, file: path, site: site?.site, horizon: days.first?.reading?.demand?.horizon,
        encoding: encoding)
    note(reading.diagnostics)
    return reading.scenarios == nil ? nil : reading
  }

  /// What each scenario makes of the site and the days; `nil` after noting every change that makes no sense there.
  ///
  /// Nothing is noted where site or demands have faults, for then nothing can be said of the changes.
  mutating func cases(_ reading: DecodedScenarios, uncertainty: Uncertainty, seed: Int)
    -> [ScenarioInstance]?
  {
    guard let (site, demands) = try? validDays() else { return nil }
    do throws(Diagnostics) {
      return try reading.cases(site: site, demands: demands, uncertainty: uncertainty, seed: seed)
    } catch {
      note(error.elements)
      return nil
    }
  }

  /// What a staffing shall reach, and what may vary; `nil` after noting its faults.
  mutating func targets(_ path: String) -> StaffingTargets? {
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    let reading = TargetsFormat.decode(bytes, file: path, site: site?.names)
    note(reading.diagnostics)
    guard let targets = reading.targets else { return nil }
    guard let (site, demands) = try? validDays() else { return targets }
    do throws(Diagnostics) {
      return try reading.check(site: site, demands: demands)
    } catch {
      note(error.elements)
      return nil
    }
  }

  /// Whether a text begins like JSON; nothing at all is read as JSON, too, which tells that the file is empty.
  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    let first = text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    return first == nil || first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }
}
