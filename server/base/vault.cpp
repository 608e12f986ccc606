#include <openssl/crypto.h>

#include <array>
#include <atomic>
#include <cstring>
#include <map>

#include "base/crypto.h"
#include "base/key_file.h"
#include "base/openssl.h"

namespace niangjia {
namespace {

using openssl::bytes;
using openssl::require;

constexpr unsigned char envelope_version = 1;
constexpr std::size_t head_length = 3;  // version, suite, key id
constexpr std::size_t gcm_nonce_length = 12;
constexpr std::size_t gcm_tag_length = 16;
constexpr std::size_t sm_nonce_length = 16;
constexpr std::size_t sm_tag_length = 32;
constexpr std::size_t index_length = 16;

struct DerivedKeys {
  std::string aes;      // 32
  std::string sm4;      // 16
  std::string sm4_mac;  // 32
};

DerivedKeys derive(std::string_view master) {
  return {openssl::derive_key(master, "niangjia v1 seal aes-256-gcm", 32),
          openssl::derive_key(master, "niangjia v1 seal sm4-ctr", 16),
          openssl::derive_key(master, "niangjia v1 mac hmac-sm3", 32)};
}

// What is authenticated beside the text. Lengths stand before names, so "ab"+"c" and "a"+"bc" differ.
std::string place_of(std::string_view head, std::string_view table, std::string_view column, Id row) {
  std::string out;
  out.reserve(head.size() + table.size() + column.size() + 16);
  out += head;
  auto add_number = [&](std::uint64_t value, int width) {
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
  };
  add_number(table.size(), 4);
  out += table;
  add_number(column.size(), 4);
  out += column;
  add_number(static_cast<std::uint64_t>(row), 8);
  return out;
}

// Contexts of one vault, key and thread. Setting a key costs far more than sealing a short text, so they are
// kept.
class Sealer {
 public:
  explicit Sealer(const DerivedKeys& keys)
      : gcm_seal_(start("AES-256-GCM", keys.aes, true)),
        gcm_open_(start("AES-256-GCM", keys.aes, false)),
        sm4_(start("SM4-CTR", keys.sm4, true)),
        sm3_("SM3", keys.sm4_mac) {}

  void seal_gcm(std::string& out, std::string_view plain, std::string_view place) {
    std::size_t at = grow(out, gcm_nonce_length, plain.size(), gcm_tag_length);
    unsigned char* nonce = bytes(out.data()) + at;
    unsigned char* text = nonce + gcm_nonce_length;
    EVP_CIPHER_CTX* c = gcm_seal_.get();
    int n = 0;
    require(EVP_EncryptInit_ex2(c, nullptr, nullptr, nonce, nullptr) == 1, "gcm nonce");
    require(EVP_EncryptUpdate(c, nullptr, &n, bytes(place), static_cast<int>(place.size())) == 1,
            "gcm place");
    if (!plain.empty()) {
      require(EVP_EncryptUpdate(c, text, &n, bytes(plain), static_cast<int>(plain.size())) == 1, "gcm text");
    }
    require(EVP_EncryptFinal_ex(c, text + plain.size(), &n) == 1, "gcm end");
    require(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, gcm_tag_length, text + plain.size()) == 1,
            "gcm tag");
  }

  bool unseal_gcm(std::string_view body, std::string_view place, std::string& plain) {
    if (body.size() < gcm_nonce_length + gcm_tag_length) return false;
    std::string_view text = body.substr(gcm_nonce_length, body.size() - gcm_nonce_length - gcm_tag_length);
    std::array<unsigned char, gcm_tag_length> tag;
    std::memcpy(tag.data(), body.data() + body.size() - gcm_tag_length, gcm_tag_length);
    plain.resize(text.size());
    EVP_CIPHER_CTX* c = gcm_open_.get();
    int n = 0;
    require(EVP_DecryptInit_ex2(c, nullptr, nullptr, bytes(body), nullptr) == 1, "gcm nonce");
    require(EVP_DecryptUpdate(c, nullptr, &n, bytes(place), static_cast<int>(place.size())) == 1,
            "gcm place");
    if (!text.empty()) {
      int size = static_cast<int>(text.size());
      require(EVP_DecryptUpdate(c, bytes(plain.data()), &n, bytes(text), size) == 1, "gcm text");
    }
    require(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, gcm_tag_length, tag.data()) == 1, "gcm tag");
    unsigned char end[EVP_MAX_BLOCK_LENGTH];
    return EVP_DecryptFinal_ex(c, end, &n) == 1;
  }

  void seal_sm(std::string& out, std::string_view plain, std::string_view place) {
    std::size_t at = grow(out, sm_nonce_length, plain.size(), sm_tag_length);
    unsigned char* nonce = bytes(out.data()) + at;
    run_sm4(nonce, plain, nonce + sm_nonce_length);
    mac_sm3(place, std::string_view(out).substr(at, sm_nonce_length + plain.size()),
            nonce + sm_nonce_length + plain.size());
  }

  bool unseal_sm(std::string_view body, std::string_view place, std::string& plain) {
    if (body.size() < sm_nonce_length + sm_tag_length) return false;
    std::string_view signed_part = body.substr(0, body.size() - sm_tag_length);
    unsigned char tag[sm_tag_length];
    mac_sm3(place, signed_part, tag);
    if (CRYPTO_memcmp(tag, body.data() + signed_part.size(), sm_tag_length) != 0) return false;
    std::string_view text = signed_part.substr(sm_nonce_length);
    plain.resize(text.size());
    run_sm4(bytes(body), text, bytes(plain.data()));
    return true;
  }

 private:
  static openssl::CipherContext start(const char* name, std::string_view key, bool seals) {
    openssl::Cipher cipher(EVP_CIPHER_fetch(nullptr, name, nullptr));
    openssl::CipherContext context(EVP_CIPHER_CTX_new());
    require(cipher && context, name);
    require(EVP_CipherInit_ex2(context.get(), cipher.get(), bytes(key), nullptr, seals ? 1 : 0, nullptr) == 1,
            name);
    return context;
  }

  // Room for nonce, text and tag at the end of `out`; the nonce is drawn. Returns where the nonce stands.
  static std::size_t grow(std::string& out, std::size_t nonce, std::size_t text, std::size_t tag) {
    std::size_t at = out.size();
    out.resize(at + nonce + text + tag);
    openssl::fill_random(bytes(out.data()) + at, nonce);
    return at;
  }

  void run_sm4(const unsigned char* nonce, std::string_view in, unsigned char* out) {
    int n = 0;
    require(EVP_EncryptInit_ex2(sm4_.get(), nullptr, nullptr, nonce, nullptr) == 1, "sm4 nonce");
    if (in.empty()) return;
    require(EVP_EncryptUpdate(sm4_.get(), out, &n, bytes(in), static_cast<int>(in.size())) == 1, "sm4 text");
  }

  void mac_sm3(std::string_view place, std::string_view nonce_and_text, unsigned char* tag) {
    sm3_.begin();
    sm3_.add(place);
    sm3_.add(nonce_and_text);
    sm3_.finish(tag, sm_tag_length);
  }

  openssl::CipherContext gcm_seal_, gcm_open_, sm4_;
  openssl::Hmac sm3_;
};

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

Problem not_ours() {
  return refuse(Code::internal, "vault.not_authentic",
                "这条加密内容无法解开：可能被改动、移到了别的记录，或密钥文件不是原来的。请联系系统管理员核对"
                "密钥文件。");
}

class KeyedVault final : public Vault {
 public:
  KeyedVault(const KeyFile& file, CipherSuite suite)
      : suite_(suite), active_(file.active), serial_(next_serial()) {
    for (auto& [id, master] : file.masters) keys_.emplace(id, derive(master));
    const char* purpose = national() ? "niangjia v1 index hmac-sm3" : "niangjia v1 index hmac-sha256";
    index_key_ = openssl::derive_key(file.masters.at(file.first), purpose, 32);
  }

  std::string seal(std::string_view plain, std::string_view table, std::string_view column,
                   Id row) const override {
    std::string out = {static_cast<char>(envelope_version), static_cast<char>(suite_),
                       static_cast<char>(active_)};
    std::string place = place_of(out, table, column, row);
    Sealer& sealer = *sealer_of(active_);
    if (national()) {
      sealer.seal_sm(out, plain, place);
    } else {
      sealer.seal_gcm(out, plain, place);
    }
    return out;
  }

  Result<std::string> unseal(std::string_view sealed, std::string_view table, std::string_view column,
                             Id row) const override {
    if (sealed.size() < head_length || static_cast<unsigned char>(sealed[0]) != envelope_version)
      return not_ours();
    std::string_view head = sealed.substr(0, head_length);
    std::string_view body = sealed.substr(head_length);
    Sealer* sealer = sealer_of(static_cast<unsigned char>(head[2]));
    if (sealer == nullptr) return not_ours();
    std::string place = place_of(head, table, column, row);
    std::string plain;
    bool authentic = false;
    switch (static_cast<CipherSuite>(head[1])) {
      case CipherSuite::aes_256_gcm:
        authentic = sealer->unseal_gcm(body, place, plain);
        break;
      case CipherSuite::sm4_ctr_hmac_sm3:
        authentic = sealer->unseal_sm(body, place, plain);
        break;
    }
    if (!authentic) return not_ours();
    return plain;
  }

  std::string blind_index(std::string_view kind, std::string_view normalised) const override {
    openssl::Hmac& hmac = thread_tools().index;
    hmac.begin();
    hmac.add(kind);
    hmac.add(std::string_view("\0", 1));
    hmac.add(normalised);
    unsigned char full[EVP_MAX_MD_SIZE];
    hmac.finish(full, sizeof full);
    return {reinterpret_cast<const char*>(full), index_length};
  }

 private:
  struct ThreadTools {
    ThreadTools(const char* digest, std::string_view key) : index(digest, key) {}
    openssl::Hmac index;
    std::array<std::unique_ptr<Sealer>, 256> sealers;
    std::uint64_t serial = 0;
  };

  bool national() const { return suite_ == CipherSuite::sm4_ctr_hmac_sm3; }

  // A thread keeps the contexts of the vault it used last; a program has one vault, tests have several.
  ThreadTools& thread_tools() const {
    thread_local std::unique_ptr<ThreadTools> kept;
    if (!kept || kept->serial != serial_) {
      kept = std::make_unique<ThreadTools>(national() ? "SM3" : "SHA256", index_key_);
      kept->serial = serial_;
    }
    return *kept;
  }

  Sealer* sealer_of(int key_id) const {
    auto& place = thread_tools().sealers[static_cast<std::size_t>(key_id)];
    if (place) return place.get();
    auto found = keys_.find(key_id);
    if (found == keys_.end()) return nullptr;
    place = std::make_unique<Sealer>(found->second);
    return place.get();
  }

  const CipherSuite suite_;
  const int active_;
  const std::uint64_t serial_;
  std::map<int, DerivedKeys> keys_;
  std::string index_key_;
};

}  // namespace

Result<std::shared_ptr<Vault>> Vault::open(const std::string& key_file, CipherSuite suite, bool create) {
  Result<KeyFile> file = open_key_file(key_file, create);
  if (!file) return file.problem();
  return std::shared_ptr<Vault>(std::make_shared<KeyedVault>(*file, suite));
}

}  // namespace niangjia
