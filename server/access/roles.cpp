#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "access/access.h"

namespace niangjia {

namespace {

// The rows of this folder's own actions. The three administrators stand apart (GB/T 22239-2019 8.1.5:
// 系统管理, 审计管理, 安全管理): one makes accounts, one gives roles, one reads the journal, and none of them
// sees the union's work. Of the others only the county's organisation department names chairs and keepers: it
// is the one that confirms elections (工会法 art. 12); a township asks it.
std::vector<Role> make_roles() {
  return {
      {"system_admin", "系统管理员", {{"accounts.manage", Place::realm}, {"accounts.read", Place::realm}}},
      {"security_admin",
       "安全管理员",
       {{"roles.grant", Place::realm},
        {"accounts.read", Place::realm},
        {"journal.read_access", Place::realm},
        {"journal.disclosures", Place::realm}}},
      {"audit_admin", "审计管理员", {{"journal.read", Place::realm}, {"journal.read_access", Place::realm}}},
      {"county_organiser",
       "总工会组织部干部",
       {{"roles.grant", Place::own_and_below}, {"accounts.read", Place::own_and_below}}},
      {"county_leader", "领导（只读）", {}},
      {"township_organiser", "镇街工会干部", {}},
      {"union_chair", "基层工会主席", {}},
      {"union_keeper", "基层工会管理员", {}},
      {"member", "职工", {}},
      // Whom an identity provider names and no account here knows: the refusal is journalled as theirs.
      {"visitor", "来访职工", {{"sign_in.try", Place::realm}}, false},
  };
}

std::vector<Role>& table() {
  static std::vector<Role> all = make_roles();
  return all;
}

struct Label {
  std::string_view word, label;
};
constexpr std::array verbs{
    Label{"read", "查看"},     Label{"manage", "管理"}, Label{"grant", "授予"},       Label{"create", "新增"},
    Label{"add", "新增"},      Label{"edit", "修改"},   Label{"write", "登记和修改"}, Label{"remove", "删除"},
    Label{"approve", "审批"},  Label{"apply", "申请"},  Label{"reveal", "查看完整"},  Label{"export", "导出"},
    Label{"import", "导入"},   Label{"run", "办理"},    Label{"undo", "撤销"},        Label{"merge", "合并"},
    Label{"transfer", "转接"}, Label{"freeze", "冻结"}, Label{"move", "调整"},        Label{"join", "加入"},
    Label{"leave", "退出"},    Label{"found", "新建"},  Label{"dissolve", "撤销"},
    Label{"resend", "重发"},   Label{"decide", "审批"}, Label{"revoke", "作废"},    Label{"verify", "核验"}, Label{"give", "登记"}, Label{"keep", "打理"}, Label{"report", "反映"}, Label{"scan", "扫码登记"},
    Label{"prepare", "填报"}, Label{"print", "打印"}, Label{"certify", "登记结果"}};
constexpr std::array nouns{
    Label{"accounts", "账号"},       Label{"roles", "角色"},        Label{"journal", "操作日志"},
    Label{"unions", "工会"},         Label{"employers", "单位"},    Label{"units", "单位"},
    Label{"outlets", "网点"},        Label{"brands", "品牌"},       Label{"members", "会员"},
    Label{"people", "人员"},         Label{"census", "摸排名册"},   Label{"imports", "数据导入"},
    Label{"duplicates", "重复人员"}, Label{"figures", "统计数据"},  Label{"targets", "目标任务"},
    Label{"stations", "服务站点"},   Label{"services", "服务记录"}, Label{"account", "账号"},
    Label{"roster", "职工名册"},     Label{"notices", "通知"},       Label{"applications", "入会申请"},
    Label{"posters", "入会海报"},    Label{"routing", "分派规则"},     Label{"founding", "建会事项"},
    Label{"self", "本人资料"},       Label{"self_requests", "职工本人申请"},   Label{"cards", "会员卡"},
    Label{"transfers", "转会"},      Label{"registrations", "法人资格登记"}, Label{"siting", "选址方案"}};

template <std::size_t N>
std::string_view look_up(const std::array<Label, N>& labels, std::string_view word) {
  for (const Label& l : labels)
    if (l.word == word) return l.label;
  return {};
}

}  // namespace

const std::vector<Role>& roles() { return table(); }

const Role* find_role(std::string_view code) {
  for (const Role& role : table())
    if (role.code == code) return &role;
  return nullptr;
}

void add_access_rows(const std::vector<AccessRow>& rows) {
  for (const AccessRow& row : rows) {
    auto role =
        std::find_if(table().begin(), table().end(), [&](const Role& r) { return r.code == row.role; });
    if (role == table().end()) throw std::logic_error("access row for unknown role " + std::string(row.role));
    bool stands = std::any_of(role->grants.begin(), role->grants.end(), [&](const Grant& g) {
      return g.action == row.action && g.place == row.place && g.visible_from_above == row.visible_from_above;
    });
    if (!stands) role->grants.push_back({row.action, row.place, row.visible_from_above});
  }
}

std::vector<std::string_view> known_actions() {
  std::set<std::string_view> actions;
  for (const Role& role : table())
    for (const Grant& grant : role.grants) actions.insert(grant.action);
  return {actions.begin(), actions.end()};
}

std::string action_label(std::string_view action) {
  if (action == kOwnAccount) return "办理本人账号";
  if (action == "sign_in.try") return "尝试登录";
  if (action == "journal.read_access") return "查看敏感信息的调阅日志";
  if (action == "journal.disclosures") return "查看与导出记录";
  if (action == "self.ask") return "本人提出申请";
  if (action == "members.change_standing") return "办理会籍变化";
  if (action == "members.reveal") return "查看完整号码";
  if (action == "transfers.ask") return "申请转会";
  if (action == "transfers.bulk") return "批量办理会籍";
  if (action == "transfers.decide") return "办理转会";
  if (action == "stations.outline") return "登记县域轮廓";
  if (action == "siting.edit") return "登记候选场所和需求点";
  if (action == "unions.cover") return "登记覆盖单位";
  if (action == "unions.rename") return "工会更名";
  auto dot = action.find('.');
  if (dot == std::string_view::npos) return std::string(action);
  std::string_view noun = look_up(nouns, action.substr(0, dot)),
                   verb = look_up(verbs, action.substr(dot + 1));
  if (noun.empty() || verb.empty()) return std::string(action);
  return std::string(verb) + std::string(noun);
}

}  // namespace niangjia
