// What a browser calls itself, in words a person knows their phone by.
import { t } from '../locale'

const systems: [RegExp, string][] = [[/iPhone/, 'iphone'], [/iPad/, 'ipad'], [/HarmonyOS|OpenHarmony/i, 'harmony'], [/Android/, 'android'], [/Windows/, 'windows'], [/Macintosh/, 'mac'], [/Linux|X11/, 'linux']]
const browsers: [RegExp, string][] = [[/MicroMessenger/i, 'wechat'], [/DingTalk/i, 'dingtalk'], [/AlipayClient/i, 'alipay'], [/Edg\//, 'edge'], [/Firefox/, 'firefox'], [/Chrome|CriOS/, 'chrome'], [/Safari/, 'safari']]
const among = (list: [RegExp, string][], agent: string) => list.find(([sign]) => sign.test(agent))?.[1] ?? 'other'

export const deviceName = (agent: string) => `${t(`me.device.${among(systems, agent)}`)} · ${t(`me.through.${among(browsers, agent)}`)}`
