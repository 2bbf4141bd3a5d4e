import BaylineMath
import BaylineModel

/// Invented people: random combinations of common surnames and given names.
enum SamplePeople {
  private static let surnames = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
    "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
    "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜",
  ]
  private static let men = [
    "伟", "强", "磊", "军", "勇", "杰", "涛", "明", "超", "刚", "建国", "志强", "文博", "浩然", "子轩", "俊杰", "天佑", "海涛",
    "振华", "永康", "国栋", "立新", "家豪", "鹏飞", "晓东", "少华", "宏伟", "思远", "启明", "博文", "德胜", "云飞", "正阳", "景行",
  ]
  private static let women = [
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "燕", "玲", "秀英", "桂兰", "雨欣", "梓涵", "诗琪", "佳怡", "晓燕", "美玲",
    "婷婷", "雪梅", "海燕", "慧敏", "若曦", "思颖", "欣怡", "丽华", "春梅", "雅静", "文静", "书瑶", "可欣", "月娥", "淑珍", "素云",
  ]

  /// A full name with its form of address.
  static func person(_ random: inout SplitMix64, percentMen: Int = 62) -> (name: String, title: String) {
    let surname = random.pick(surnames)
    return random.chance(percentMen)
      ? (surname + random.pick(men), "先生") : (surname + random.pick(women), "女士")
  }

  /// Distinct full names for a staff.
  static func staff(_ count: Int, _ random: inout SplitMix64) -> [String] {
    var names: [String] = []
    while names.count < count {
      let name = person(&random, percentMen: 75).name
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// A phone number with the unassigned prefix 100.
  static func phone(_ random: inout SplitMix64) -> String {
    let digits = String(random.below(100_000_000))
    return "100" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}

/// Invented vehicles of an invented make.
enum SampleVehicles {
  private static let fuel = [
    "云岭 S3 1.5L", "云岭 S3 1.5T", "云岭 S5 1.5T", "云岭 S5 2.0T", "云岭 X3 1.5T", "云岭 X5 2.0T", "云岭 X5 2.0T 四驱",
    "云岭 X7 2.0T 四驱", "云岭 M8 2.0T",
  ]
  private static let electric = ["云岭 E3 纯电", "云岭 E5 纯电", "云岭 E7 长续航", "云岭 X5 插混"]
  private static let characters = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")

  /// A model with a powertrain.
  static func model(_ powertrain: Powertrain, _ random: inout SplitMix64) -> String {
    random.pick(powertrain == .electric ? electric : fuel)
  }

  /// A number plate with the letter I, which is never issued.
  static func plate(_ powertrain: Powertrain, _ random: inout SplitMix64) -> String {
    let province = random.pick(["沪", "苏", "浙", "皖"])
    if powertrain == .electric {
      var plate = "\(province)I·D"
      for _ in 0..<5 { plate.append(random.pick(Array(characters.prefix(10)))) }
      return plate
    }
    var plate = "\(province)I·"
    for place in 0..<5 {
      // At most two letters, as on real plates.
      plate.append(random.pick(place == 1 || place == 4 ? characters : Array(characters.prefix(10))))
    }
    return plate
  }
}
