import BaylineStore
import BaylineWording

extension PageContext {
  /// What `day.js` says.
  var dayScriptWords: [String: String] {
    BoardPage.previewWords(words).merging(visitScriptWords) { $1 }
  }

  private var visitScriptWords: [String: String] {
    [
      "arrived": words("{plate} 已到店", "{plate} has arrived"),
      "handedOver": words("{plate} 已交车", "{plate} handed over"),
      "answered": words("客户已答复，继续施工", "Work goes on"), "done": words("已记录", "Done"),
      "back": words("返回", "Back"), "inWords": words("说明", "In words"),
      "whatChanged": words("已记录，影响如下", "Recorded. What it changes"),
      "noShowNow": words("记为未到店", "Record the no-show"),
      "noShow": words("未到店：{plate}", "No-show: {plate}"),
      "noShowText": words(
        "释放这个时间，客户进入外呼名单另约。",
        "The slot is released; the customer goes on the list of calls to find another time."),
      "reason": words("原因", "Reason"), "cancel": words("取消", "Cancel"),
      "cancelTitle": words("取消预约：{plate}", "Cancel: {plate}"), "cancelNow": words("取消预约", "Cancel the visit"),
      "cancelReasons": words(
        "客户有事|去别家|价格|车已修好|其他", "has no time|goes elsewhere|price|no longer needed|other"),
      "late": words("晚到：{plate}", "Late: {plate}"), "lateAt": words("几点到", "Comes at"),
      "look": words("看影响", "Show what changes"),
      "move": words("改期：{plate}", "Move: {plate}"), "noTimes": words("现在没有可改的时间", "There is no other time"),
      "looking": words("正在查找…", "Looking…"), "moved": words("已改到 {time}", "Moved to {time}"),
      "find": words("约时间：{plate}", "Find a time: {plate}"),
      "ready": words("{time} 交车", "ready {time}"), "price": words("约 {n} 元", "about {n}"),
      "readAloud": words("念给客户听", "Read aloud"), "message": words("短信", "Text"),
      "copyText": words("复制短信", "Copy the text"), "addWork": words("增项：{plate}", "Add work: {plate}"),
      "removeWork": words("客户不做：{plate}", "Declined work: {plate}"),
      "jobHint": words("首字母、拼音或名称，选一项", "First letters or words; choose one"),
      "newPromise": words("新的交车时间", "New promise"), "optional": words("可不填", "optional"),
      "hold": words("等客户答复：{plate}", "Waiting for consent: {plate}"),
      "holdUntil": words("预计几点答复", "Answer expected at"),
      "decline": words("未成交：{plate}", "Declined: {plate}"), "save": words("保存", "Save"),
      "declineReasons": declineReasons.joined(separator: "|"),
      "walkIn": words("未预约进店", "Walk-in"), "plate": words("车牌", "Plate"),
      "customer": words("客户", "Customer"), "phone": words("电话", "Phone"), "jobs": words("项目", "Jobs"),
      "waiting": words("在店等", "Waits here"),
      "contact": words("联系记录：{plate}", "Record a call: {plate}"), "occasion": words("事由", "Why"),
      "outcome": words("结果", "Result"), "retry": words("再打时间", "Try again at"), "note": words("备注", "Note"),
      "occasions": [
        "confirmation", "dayBefore", "hourBefore", "late", "noShow", "callBack", "ready", "afterVisit",
      ]
      .map { "\($0)=\(words.occasion($0))" }.joined(separator: "|"),
      "outcomes": CustomerContact.Outcome.allCases.map { "\($0.rawValue)=\(words.outcome($0))" }
        .joined(separator: "|"),
      "minutes": words("{n} 分钟", "{n} min"),
    ]
  }
}
