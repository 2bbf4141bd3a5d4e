import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineStore
import BaylineWording

extension PageContext {
  /// What an upload would change.
  struct UploadSummary {
    var file: String
    var notes: [String] = []
    /// What would change in the settings.
    var changes: [String] = []
    /// What would become of visits, by heading.
    var groups: [(heading: String, lines: [String])] = []
    /// Faults of rows that are left out.
    var faults: [String] = []
    /// Visits that are left out with them.
    var aside = 0
    /// The visits of the book that the file does not have.
    var others: Int?
    var effect = SettingsEffect()
    var isNothing = false
  }

  /// Spreadsheets and files, in and out.
  func filesPage(_ notice: SettingsNotice?) -> HTMLBuilder {
    settingsPage(.files, notice: notice) { html in
      html.element("section", ["class": "panel stack"]) { html in
        html.element("h2", text: words("整个门店的设置，一个表格", "All settings of the site, as one workbook"))
        html.element(
          "p", ["class": "soft"],
          text: words(
            "人员、班次、请假、节假日、工位、设备和规则。下载后在 Excel 或 WPS 里改，再上传；有错会按单元格列出。",
            "People, shifts, leave, holidays, bays, equipment and rules. Change it in a spreadsheet program and upload it again; faults are listed by cell."
          ))
        html.element("p") { html in
          html.element(
            "a", ["class": "button", "href": "\(SettingsSection.files.path)/site.xlsx"],
            text: words("下载 site.xlsx", "Download site.xlsx"))
        }
        uploadForm("site", ".xlsx,.xls,.et,.json", to: &html)
      }
      html.element("section", ["class": "panel stack", "id": "demand"]) { html in
        html.element("h2", text: words("导入预约（晚上的表）", "Import visits (the evening's sheet)"))
        html.element(
          "p", ["class": "soft"],
          text: words(
            "每台车一行的表格，或需求文件。先看新增、修改和不变的，再决定；已约的时间一律保留。有错的行会按单元格列出，其余的可以先导入。",
            "A table with a row for each vehicle, or a demand file. You see what is new, changed and kept before anything is taken over; booked times always stay. Rows with faults are listed by cell; the others can be taken."
          ))
        html.element("p") { html in
          html.element(
            "a", ["class": "button", "href": "\(SettingsSection.files.path)/template.xlsx"],
            text: words("下载模板", "Download the template"))
        }
        uploadForm("demand", ".csv,.xlsx,.xls,.et,.txt,.tsv,.json", to: &html)
      }
      exports(to: &html)
    }
  }

  private func exports(to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack"]) { html in
      html.element("h2", text: words("导出文件", "Export files"))
      html.element(
        "p", ["class": "soft"], text: words("bayline 命令能读的文件", "The files that the program bayline reads"))
      html.element("div", ["class": "row"]) { html in
        for name in ["site", "demand", "schedule"] {
          html.element(
            "a", ["class": "button", "href": "/api/export/\(name).json"],
            text: [
              "site": words("门店", "Site"), "demand": words("需求", "Demand"),
              "schedule": words("计划", "Schedule"),
            ][name] ?? name)
        }
      }
      html.element("form", ["class": "row", "action": "\(SettingsSection.files.path)/record"]) { html in
        html.element("label", ["for": "record-day"], text: words("某一天的实际记录", "The record of a day"))
        html.element("div", ["class": "short"]) { html in
          html.open(
            "input",
            [
              "type": "date", "name": "day", "id": "record-day", "value": today.advanced(by: -1).description,
              "required": "required",
            ])
        }
        html.element("button", ["class": "button"], text: words("导出", "Export"))
      }
    }
  }

  /// A form that sends a file.
  func uploadForm(_ kind: String, _ accepted: String, to html: inout HTMLBuilder) {
    html.element(
      "form",
      [
        "method": "post", "action": SettingsSection.files.path, "enctype": "multipart/form-data",
        "class": "row upload",
      ]
    ) { html in
      html.hidden("csrf", csrf)
      html.hidden("kind", kind)
      html.open(
        "input",
        [
          "type": "file", "name": "file", "accept": accepted, "required": "required",
          "aria-label": words("文件", "File"),
        ])
      html.element("button", ["class": "button primary"], text: words("上传并核对", "Upload and check"))
    }
  }

  /// What an upload would change, to be agreed to.
  func uploadPage(_ id: String, _ summary: UploadSummary) -> HTMLBuilder {
    settingsPage(.files) { html in
      html.element("section", ["class": "panel stack"]) { html in
        html.element("h2", text: summary.file.printable)
        let isSame = summary.groups.isEmpty ? summary.changes.isEmpty : summary.isNothing
        if isSame {
          html.empty(words("和现在的一样，没有改动", "The same as now; nothing would change"))
        }
        for line in [(words("改动", "Changes"), summary.changes)] + summary.groups where !line.1.isEmpty {
          group(line.0, line.1, isOpen: line.0 != words("不变", "Kept"), to: &html)
        }
        if let others = summary.others, others > 0 {
          html.element(
            "p", ["class": "soft"],
            text: words(
              "预约簿里另有 \(others) 台不在这份文件里，全部保留",
              "\(others) more visits of the book are not in this file; all are kept"))
        }
        group(words("受影响的已约车辆", "Booked visits that change"), summary.effect.lines, isOpen: true, to: &html)
        if !summary.faults.isEmpty {
          html.element("div", ["class": "notice warn"]) { html in
            html.element(
              "strong",
              text: words(
                "有错的行先不导入（\(summary.aside) 台）", "Rows with faults are left out (\(summary.aside) visits)"))
            html.element("ul", ["class": "dots"]) { html in
              for line in summary.faults.prefix(200) { html.element("li", text: line) }
            }
          }
        }
        group(words("说明", "Notes"), summary.notes, isOpen: false, to: &html)
        html.element(
          "form", ["method": "post", "action": "\(SettingsSection.files.path)/take-over", "class": "row"]
        ) { html in
          for (name, value) in [("csrf", csrf), ("upload", id), ("version", String(book.version))] {
            html.hidden(name, value)
          }
          if !isSame {
            html.element(
              "button", ["class": "button primary"],
              text: summary.faults.isEmpty
                ? words("采用", "Take over") : words("采用其余的行", "Take over the other rows"))
          }
          html.element(
            "a", ["class": "button quiet", "href": SettingsSection.files.path], text: words("不采用", "Do not"))
        }
      }
    }
  }

  private func group(_ heading: String, _ lines: [String], isOpen: Bool, to html: inout HTMLBuilder) {
    guard !lines.isEmpty else { return }
    html.element("details", ["open": isOpen ? "open" : ""]) { html in
      html.element("summary", text: "\(heading) (\(lines.count))")
      html.element("ul", ["class": "items"]) { html in
        for line in lines.prefix(300) { html.element("li", text: line) }
      }
    }
  }

  // MARK: - Standard jobs and recalls

  /// The recalls, as a form.
  func recalls(_ fields: SettingsFields, to html: inout HTMLBuilder) {
    html.hidden("recalls", "1")
    html.element("section", ["class": "panel stack", "id": "recall"]) { html in
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2", text: words("未完成的召回", "Open recalls"))
        html.element(
          "button",
          ["class": "button small", "name": "do", "value": "add:recall", "formaction": "#recall"],
          text: words("添加", "Add"))
      }
      html.element(
        "p", ["class": "soft"], text: words("接电话输入车牌时会提示", "Shown on the call page once the plate is known"))
      if fields.draft.recalls.isEmpty { html.empty(words("没有未完成的召回", "There are no open recalls")) }
      for (index, recall) in fields.draft.recalls.enumerated() {
        let isNew = recall.number.isEmpty
        html.element("details", ["class": "record", "open": isNew ? "open" : ""]) { html in
          html.element("summary") { html in
            html.element("strong", text: isNew ? words("新的", "New") : recall.title.printable)
            html.element("span", ["class": "soft"], text: recall.number.printable)
          }
          html.element("div", ["class": "fields"]) { html in
            func add(
              _ key: String, _ label: String, _ value: String, _ note: String? = nil, isLong: Bool = false
            ) {
              fields.add(
                .init(name: "recall.\(index).\(key)", label: label, note: note, value: value, isLong: isLong),
                to: &html)
            }
            add("number", words("通告编号", "Number"), recall.number)
            add("title", words("内容", "Title"), recall.title)
            add(
              "appliesTo", words("适用车辆", "Applies to"), SiteForm.list(recall.appliesTo),
              words("车牌或车型里的词，分号隔开", "Plates or words of the vehicle, separated by semicolons"))
            add("notice", words("最新通告", "Newest notice"), recall.notice, isLong: true)
          }
          html.element("label", ["class": "check"]) { html in
            html.open("input", ["type": "checkbox", "name": "recall.\(index).gone", "value": "1"])
            html.add(words("删除", "Remove"))
          }
        }
      }
    }
  }

  /// The catalogue of standard jobs: a table to read, in and out as a spreadsheet.
  func catalogue(to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack", "id": "jobs"]) { html in
      let list = JobList(CatalogueSearch.file(book.settings.catalogue), site: site)
      let jobs = book.settings.catalogue.isEmpty ? [] : list.jobs
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2", text: words("标准作业", "Standard jobs"))
        html.element(
          "a", ["class": "button small", "href": "\(SettingsSection.files.path)/jobs.csv"], text: "CSV")
        html.element(
          "a", ["class": "button small", "href": "\(SettingsSection.files.path)/template.xlsx"],
          text: words("Excel 模板", "Excel template"))
      }
      html.element(
        "p", ["class": "soft"],
        text: words(
          "在表格里改，再上传；有错会按单元格列出", "Change it in a spreadsheet and upload it; faults are listed by cell"))
      uploadForm("jobs", ".csv,.xlsx,.xls,.et,.txt,.tsv", to: &html)
      if jobs.isEmpty {
        html.empty(
          words("还没有标准作业", "There are no standard jobs yet"),
          words("下载模板，填好后上传", "Download the template, fill it in and upload it"))
      } else {
        jobTable(jobs, to: &html)
      }
    }
  }

  private func jobTable(_ jobs: [JobList.Job], to html: inout HTMLBuilder) {
    let titles = [
      words("作业", "Job"), words("业务", "Kind"), words("分钟", "Minutes"), words("工种", "Trade"),
      words("价格", "Price"), words("配件", "Parts"),
    ]
    html.element("table", ["class": "list dense"]) { html in
      html.columns(titles)
      html.element("tbody") { html in
        for job in jobs {
          html.element("tr") { html in
            html.cell(titles[0]) { html in
              html.add(job.name.printable)
              let others = job.aliases.filter { $0 != job.name }
              if !others.isEmpty {
                html.element("span", ["class": "sub"], text: words.list(others.map(\.printable)))
              }
            }
            html.cell(titles[1], text: words.kind(job.kind))
            html.cell(titles[2], text: String(job.minutes))
            html.cell(titles[3], text: job.trade?.printable ?? "")
            html.cell(titles[4], text: job.price.map(String.init) ?? "")
            html.cell(titles[5], text: words.list(job.parts.map { "\($0.part.printable)×\($0.quantity)" }))
          }
        }
      }
    }
  }
}
