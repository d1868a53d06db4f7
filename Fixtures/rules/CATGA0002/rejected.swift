import Catga

enum Level0 {
enum Level1 {
enum Level2 {
enum Level3 {
enum Level4 {
enum Level5 {
enum Level6 {
enum Level7 {
enum Level8 {
enum Level9 {
enum Level10 {
enum Level11 {
enum Level12 {
enum Level13 {
enum Level14 {
enum Level15 {
enum Level16 {
enum Level17 {
enum Level18 {
enum Level19 {
enum Level20 {
enum Level21 {
enum Level22 {
enum Level23 {
enum Level24 {
enum Level25 {
enum Level26 {
enum Level27 {
enum Level28 {
enum Level29 {
enum Level30 {
enum Level31 {
enum Level32 {
enum Level33 {
enum Level34 {
enum Level35 {
enum Level36 {
enum Level37 {
enum Level38 {
enum Level39 {
enum Level40 {
enum Level41 {
enum Level42 {
enum Level43 {
enum Level44 {
enum Level45 {
enum Level46 {
enum Level47 {
enum Level48 {
enum Level49 {
enum Level50 {
enum Level51 {
enum Level52 {
enum Level53 {
enum Level54 {
enum Level55 {
enum Level56 {
enum Level57 {
enum Level58 {
enum Level59 {
enum Level60 {
enum Level61 {
enum Level62 {
enum Level63 {
enum Level64 {
enum Level65 {
enum Level66 {
enum Level67 {
enum Level68 {
enum Level69 {
enum Level70 {
enum Level71 {
enum Level72 {
enum Level73 {
enum Level74 {
enum Level75 {
enum Level76 {
enum Level77 {
enum Level78 {
enum Level79 {
enum Level80 {
enum Level81 {
enum Level82 {
enum Level83 {
enum Level84 {
enum Level85 {
enum Level86 {
enum Level87 {
enum Level88 {
enum Level89 {
enum Level90 {
enum Level91 {
enum Level92 {
enum Level93 {
enum Level94 {
enum Level95 {
enum Level96 {
enum Level97 {
enum Level98 {
enum Level99 {
enum Level100 {
enum Level101 {
enum Level102 {
enum Level103 {
enum Level104 {
enum Level105 {
enum Level106 {
enum Level107 {
enum Level108 {
enum Level109 {
enum Level110 {
enum Level111 {
enum Level112 {
enum Level113 {
enum Level114 {
enum Level115 {
enum Level116 {
enum Level117 {
enum Level118 {
enum Level119 {
enum Level120 {
enum Level121 {
enum Level122 {
enum Level123 {
enum Level124 {
enum Level125 {
enum Level126 {
enum Level127 {
enum Level128 {
enum Level129 {
enum Level130 {
enum Level131 {
enum Level132 {
enum Level133 {
enum Level134 {
enum Level135 {
enum Level136 {
enum Level137 {
enum Level138 {
enum Level139 {
enum Level140 {
enum Level141 {
enum Level142 {
enum Level143 {
enum Level144 {
enum Level145 {
enum Level146 {
enum Level147 {
enum Level148 {
enum Level149 {
enum Level150 {
enum Level151 {
enum Level152 {
enum Level153 {
enum Level154 {
enum Level155 {
enum Level156 {
enum Level157 {
enum Level158 {
enum Level159 {
enum Level160 {
enum Level161 {
enum Level162 {
enum Level163 {
enum Level164 {
enum Level165 {
enum Level166 {
enum Level167 {
enum Level168 {
enum Level169 {
enum Level170 {
enum Level171 {
enum Level172 {
enum Level173 {
enum Level174 {
enum Level175 {
enum Level176 {
enum Level177 {
enum Level178 {
enum Level179 {
enum Level180 {
enum Level181 {
enum Level182 {
enum Level183 {
enum Level184 {
enum Level185 {
enum Level186 {
enum Level187 {
enum Level188 {
enum Level189 {
enum Level190 {
enum Level191 {
enum Level192 {
enum Level193 {
enum Level194 {
enum Level195 {
enum Level196 {
enum Level197 {
enum Level198 {
enum Level199 {
enum Level200 {
enum Level201 {
enum Level202 {
enum Level203 {
enum Level204 {
enum Level205 {
enum Level206 {
enum Level207 {
enum Level208 {
enum Level209 {
enum Level210 {
enum Level211 {
enum Level212 {
enum Level213 {
enum Level214 {
enum Level215 {
enum Level216 {
enum Level217 {
enum Level218 {
enum Level219 {
enum Level220 {
enum Level221 {
enum Level222 {
enum Level223 {
enum Level224 {
enum Level225 {
enum Level226 {
enum Level227 {
enum Level228 {
enum Level229 {
enum Level230 {
enum Level231 {
enum Level232 {
enum Level233 {
enum Level234 {
enum Level235 {
enum Level236 {
enum Level237 {
enum Level238 {
enum Level239 {
enum Level240 {
enum Level241 {
enum Level242 {
enum Level243 {
enum Level244 {
enum Level245 {
enum Level246 {
enum Level247 {
enum Level248 {
enum Level249 {
enum Level250 {
enum Level251 {
enum Level252 {
enum Level253 {
enum Level254 {
enum Level255 {
enum Level256 {  // expect CATGA0002:1
struct OrderPlaced: Event {}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
